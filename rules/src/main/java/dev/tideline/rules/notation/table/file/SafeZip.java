package dev.tideline.rules.notation.table.file;

import dev.tideline.rules.problem.Wording;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Takes a workbook apart under limits and puts it together anew, so that whoever reads it then sees what was checked and
 * nothing else.
 */
final class SafeZip {

    /** Largest workbook in bytes. */
    static final int LARGEST_FILE = 5 * 1024 * 1024;

    private static final long LARGEST_INFLATED = 50L * 1024 * 1024;
    private static final int MOST_ENTRIES = 1000;
    private static final int MOST_RATIO = 100;
    private static final int SMALL = 256 * 1024;
    private static final List<String> FORBIDDEN = List.of(
            "vbaproject", "externallinks/", "embeddings/", "activex/", "connections.xml", "querytables/", "ctrlprops/");

    private static final Pattern DECLARATION = Pattern.compile("<!(DOCTYPE|ENTITY)", Pattern.CASE_INSENSITIVE);

    private static final String STYLES = "xl/styles.xml";

    private final byte[] file;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private long inflated;

    private SafeZip(byte[] file) {
        this.file = file;
    }

    /** A workbook that was checked. */
    record Repacked(InputStream content, boolean styled) {}

    /** Says what is wrong with a workbook. */
    static final class Unsafe extends Exception {

        private static final long serialVersionUID = 1L;

        private final String value;

        private final transient Wording expected;

        Unsafe(String value, Wording expected) {
            super(expected.text());
            this.value = value;
            this.expected = expected;
        }

        String value() {
            return value;
        }

        Wording expected() {
            return expected;
        }
    }

    /**
     * The workbook with the same parts, and whether one of them says how cells look: one made by a program may have none.
     *
     * @throws Unsafe if it is too large, packed too tightly, or holds what a table has no need of
     */
    static Repacked repacked(byte[] file) throws Unsafe {
        if (file.length > LARGEST_FILE) {
            throw new Unsafe(String.valueOf(file.length), Wording.of("a workbook of at most {0} bytes", LARGEST_FILE));
        }
        SafeZip zip = new SafeZip(file);
        try {
            zip.take();
            return new Repacked(new ByteArrayInputStream(zip.packed()), zip.entries.containsKey(STYLES));
        } catch (IOException | IllegalArgumentException e) {
            throw new Unsafe("", Wording.of("a workbook in the format of Excel (.xlsx) that is whole"));
        }
    }

    /** Takes the parts that the directory at the end of the file names: what stands between them reaches nobody. */
    private void take() throws IOException, Unsafe {
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                String name = entry.getName();
                check(name);
                if (!entry.isDirectory()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        byte[] content = inflate(in, entry);
                        text(name, content);
                        entries.put(name, content);
                        if (!names.add(name.toLowerCase(Locale.ROOT))) { // Excel takes no notice of case
                            throw new Unsafe(name, Wording.of("each part of a workbook once"));
                        }
                    }
                }
            }
        }
        if (entries.isEmpty()) {
            throw new Unsafe("", Wording.of("a workbook in the format of Excel (.xlsx) that is whole"));
        }
    }

    private void check(String name) throws Unsafe {
        if (entries.size() >= MOST_ENTRIES) {
            throw new Unsafe("", Wording.of("a workbook of at most {0} parts", MOST_ENTRIES));
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (FORBIDDEN.stream().anyMatch(lower::contains)) {
            throw new Unsafe(
                    name,
                    Wording.of("a workbook without macros, controls, connections, embedded files and links to others"));
        }
        if (lower.contains("..")
                || lower.startsWith("/")
                || lower.contains("\\")
                || lower.matches(".*\\.(zip|xlsx?|jar)")) {
            throw new Unsafe(name, Wording.of("a workbook whose parts have plain names"));
        }
    }

    private byte[] inflate(InputStream in, ZipArchiveEntry entry) throws IOException, Unsafe {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] buffer = new byte[16 * 1024];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            content.write(buffer, 0, read);
            inflated += read;
            if (inflated > LARGEST_INFLATED) {
                throw new Unsafe(entry.getName(), Wording.of("at most {0} bytes when unpacked", LARGEST_INFLATED));
            }
            if (content.size() > SMALL && content.size() / MOST_RATIO > entry.getCompressedSize()) {
                throw new Unsafe(entry.getName(), Wording.of("parts that are packed at most {0} to 1", MOST_RATIO));
            }
        }
        return content.toByteArray();
    }

    /** Refuses what could make a reader of XML fetch or repeat anything. */
    private static void text(String name, byte[] content) throws Unsafe {
        if (content.length > 1 && content[0] == 'P' && content[1] == 'K') {
            throw new Unsafe(name, Wording.of("a workbook without archives in it"));
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.endsWith(".xml") && !lower.endsWith(".rels") && !lower.endsWith(".vml")) {
            return;
        }
        for (byte b : content) {
            if (b == 0) {
                throw new Unsafe(name, Wording.of("parts in UTF-8"));
            }
        }
        String text = new String(content, StandardCharsets.UTF_8);
        String head = text.substring(0, Math.min(200, text.length())).toLowerCase(Locale.ROOT);
        boolean otherEncoding = head.contains("encoding=")
                && !head.contains("encoding=\"utf-8\"")
                && !head.contains("encoding='utf-8'");
        if (otherEncoding) {
            throw new Unsafe(name, Wording.of("parts in UTF-8"));
        }
        if (DECLARATION.matcher(text).find()) {
            throw new Unsafe(name, Wording.of("parts without declarations of types or entities"));
        }
        if (SafeXml.isRead(name)) {
            SafeXml.check(name, content);
        }
        if (lower.endsWith(".rels") && text.contains("TargetMode=\"External\"")) {
            throw new Unsafe(name, Wording.of("a workbook without links to others"));
        }
    }

    private byte[] packed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setLevel(1);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }
}
