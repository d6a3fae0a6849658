package dev.tideline.api.author.files;

import dev.tideline.api.problem.ProblemException;
import dev.tideline.rules.notation.table.file.CsvSheet;
import dev.tideline.rules.notation.table.file.Workbooks;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a form says about the files of a draft: one field at most of text, cells, a file, or a file that goes.
 *
 * @param fields the fields by name
 * @param uploadName name of the uploaded file; empty if there is none
 * @param upload its bytes
 */
record SavedForm(Map<String, String> fields, String uploadName, ByteBuffer upload) {
    private static final int LARGEST = 2 << 20;
    private static final String UPLOAD = "upload";
    private static final String UPLOADS = "uploads";
    private static final TypeReference<List<List<String>>> ROWS = new TypeReference<>() {};

    /** Reads the parts of a form. */
    static Mono<SavedForm> read(MultiValueMap<String, Part> parts) {
        Map<String, String> fields = new TreeMap<>();
        parts.toSingleValueMap().forEach((name, part) -> {
            if (part instanceof FormFieldPart field) {
                fields.put(name, field.value());
            }
        });
        return parts.getFirst(UPLOAD) instanceof FilePart file
                        && !file.filename().isEmpty()
                ? DataBufferUtils.join(file.content(), LARGEST)
                        .map(SavedForm::bytes)
                        .defaultIfEmpty(ByteBuffer.allocate(0))
                        .map(bytes -> new SavedForm(fields, file.filename(), bytes))
                : Mono.just(new SavedForm(fields, "", ByteBuffer.allocate(0)));
    }

    private static ByteBuffer bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return ByteBuffer.wrap(bytes);
    }

    /** A field; null if the form has none of this name. */
    @Nullable
    String field(String name) {
        return fields.get(name);
    }

    /** The file that will be open afterwards. */
    @Nullable
    String open() {
        return uploadName.isEmpty() ? field("name") : uploadName;
    }

    /** These files, changed as the form says. */
    SortedMap<String, String> applied(Map<String, String> files) {
        SortedMap<String, String> changed = new TreeMap<>(files);
        String name = fields.getOrDefault("name", "");
        if (fields.containsKey(UPLOADS) && !upload.hasRemaining()) { // without content a part may not come at all
            throw refused(UPLOAD, Wording.of("a file that is not empty"));
        }
        if (!uploadName.isEmpty()) {
            if (fields.containsKey("instead")) {
                changed.remove(name);
            }
            changed.put(uploadName, uploaded());
        } else if (fields.containsKey("delete")) {
            changed.remove(name);
        } else if (fields.containsKey("rows")) {
            changed.put(name, table(name));
        } else {
            changed.put(name, fields.getOrDefault("text", "").replace("\r\n", "\n"));
        }
        return changed;
    }

    private String uploaded() {
        if (DraftPanel.isWorkbook(uploadName)) {
            return StandardCharsets.ISO_8859_1
                    .decode(Base64.getEncoder().encode(upload.duplicate()))
                    .toString();
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(upload.duplicate())
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused(uploadName, Wording.of("text in UTF-8"));
        }
    }

    private String table(String name) {
        List<List<String>> rows = rows();
        if (!DraftPanel.isWorkbook(name)) {
            return CsvSheet.write(rows);
        }
        String sheet = fields.getOrDefault("sheet", "");
        return Base64.getEncoder().encodeToString(Workbooks.write(sheet.isEmpty() ? "Rules" : sheet, rows, List.of()));
    }

    private List<List<String>> rows() {
        try {
            return JsonMapper.shared().readValue(fields.get("rows"), ROWS);
        } catch (JacksonException e) {
            throw refused("rows", Wording.of("a list of rows of cells"));
        }
    }

    private static ProblemException refused(String source, Wording expected) {
        return ProblemException.refused(List.of(new Problem(Place.at(source, 0, 0), "", expected)));
    }
}
