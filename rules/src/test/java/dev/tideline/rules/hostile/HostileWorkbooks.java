package dev.tideline.rules.hostile;

import dev.tideline.rules.notation.table.file.Workbooks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A sound workbook, and the same with something else in it. */
public final class HostileWorkbooks {

    /** The part that is the table. */
    public static final String SHEET = "xl/worksheets/sheet1.xml";

    /** Headings and one row that says nothing wrong. */
    static final List<List<String>> TABLE = List.of(
            List.of("Rule", "Why", "VIP level", "region", "Message", "Channels"),
            List.of("r", "w", ">= 1", "UK", "m", "push"));

    private HostileWorkbooks() {}

    /** Nothing is wrong with it. */
    public static byte[] sound() {
        return Workbooks.write("Rules", TABLE, List.of());
    }

    /** With this part added, or in the place of the part of that name. */
    public static byte[] with(String part, byte[] content) {
        Map<String, byte[]> parts = parts(sound());
        parts.put(part, content);
        return packed(parts);
    }

    /** The same with a text. */
    static byte[] with(String part, String content) {
        return with(part, content.getBytes(StandardCharsets.UTF_8));
    }

    /** With one piece of the text of a part written over; it has to be there. */
    static byte[] changed(String part, String from, String to) {
        String text = text(part);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(part + " has no '" + from + "': " + text);
        }
        return with(part, text.replace(from, to));
    }

    /** With XML in the place of a cell of the first row of the table, such as {@code C2}. */
    public static byte[] cell(String at, String xml) {
        String pattern = "<c r=\"" + at + "\"[^>]*>.*?</c>";
        String before = text(SHEET);
        String after = before.replaceFirst(pattern, xml.replace("$", "\\$"));
        if (after.equals(before)) {
            throw new IllegalArgumentException("No cell " + at + " in " + before);
        }
        return with(SHEET, after);
    }

    /** A part twice: this content under another name of the same length, which is then written over. */
    static byte[] twice(String part, String content) {
        String other = part.substring(0, part.length() - 1) + "_";
        Map<String, byte[]> parts = parts(sound());
        parts.put(other, content.getBytes(StandardCharsets.UTF_8));
        String bytes = new String(packed(parts), StandardCharsets.ISO_8859_1);
        return bytes.replace(other, part).getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(String part) {
        return new String(parts(sound()).getOrDefault(part, new byte[0]), StandardCharsets.UTF_8);
    }

    /** Parts packed as tightly as it gets. */
    static byte[] packed(Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setLevel(Deflater.BEST_COMPRESSION);
            for (Map.Entry<String, byte[]> entry : parts.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Map<String, byte[]> parts(byte[] workbook) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    /** As a draft holds it. */
    public static String base64(byte[] workbook) {
        return Base64.getEncoder().encodeToString(workbook);
    }
}
