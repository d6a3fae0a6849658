package dev.tideline.api.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;

/**
 * Takes a form (multipart/form-data, RFC 7578) apart that is in memory. The framework's reader takes parts as they come and
 * leaves out one without a byte that another follows, so that an empty file would be lost unseen.
 */
public final class FormParts {

    private static final String LINE = "\r\n";
    private static final String HEADERS_END = LINE + LINE;
    private static final String DISPOSITION = "content-disposition:";

    /** The bytes, each as a character. */
    private final String text;

    private final byte[] body;
    private final String delimiter;
    private final List<FormPart> parts = new ArrayList<>();

    /**
     * One part.
     *
     * @param name name of the field; empty if the part does not say
     * @param filename name of the file; null if it is none
     * @param bytes its content
     */
    public record FormPart(String name, @Nullable String filename, ByteBuffer bytes) {}

    private FormParts(byte[] body, String boundary) {
        this.body = body;
        this.text = new String(body, StandardCharsets.ISO_8859_1);
        this.delimiter = "--" + boundary;
    }

    /** The parts in their order; empty if this is no whole form of that type. */
    public static Optional<List<FormPart>> of(byte[] body, @Nullable MediaType type) {
        String boundary = type == null ? null : type.getParameter("boundary");
        if (boundary == null || boundary.isBlank()) {
            return Optional.empty();
        }
        FormParts form = new FormParts(body, boundary.replace("\"", ""));
        return form.isWhole() ? Optional.of(List.copyOf(form.parts)) : Optional.empty();
    }

    /** Takes it apart; whether it ends as it should. */
    private boolean isWhole() {
        int at = text.indexOf(delimiter);
        while (at >= 0) {
            int head = at + delimiter.length();
            if (text.startsWith("--", head)) {
                return true;
            }
            int headersEnd = text.indexOf(HEADERS_END, head);
            int end = headersEnd < 0 ? -1 : text.indexOf(LINE + delimiter, headersEnd + LINE.length());
            if (end < 0) {
                return false;
            }
            int content = Math.min(headersEnd + HEADERS_END.length(), end);
            parts.add(part(utf8(head, headersEnd), ByteBuffer.wrap(body, content, end - content)));
            at = end + LINE.length();
        }
        return false;
    }

    /** What stands between two places: names of files are written in UTF-8. */
    private String utf8(int from, int to) {
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }

    private static FormPart part(String headers, ByteBuffer bytes) {
        ContentDisposition said = headers.lines()
                .filter(line -> line.regionMatches(true, 0, DISPOSITION, 0, DISPOSITION.length()))
                .findFirst()
                .flatMap(
                        line -> disposition(line.substring(DISPOSITION.length()).strip()))
                .orElse(ContentDisposition.formData().build());
        String name = said.getName();
        return new FormPart(name == null ? "" : name, said.getFilename(), bytes.slice());
    }

    private static Optional<ContentDisposition> disposition(String header) {
        try {
            return Optional.of(ContentDisposition.parse(header));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty(); // a part without a name is told as one
        }
    }
}
