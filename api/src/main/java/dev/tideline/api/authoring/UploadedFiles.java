package dev.tideline.api.authoring;

import dev.tideline.api.http.FormParts;
import dev.tideline.api.http.FormParts.FormPart;
import dev.tideline.api.json.LargeBody;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.rules.notation.Notation;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the parts of an uploaded form: files by their names, and the field {@code note}. */
final class UploadedFiles {

    private static final int LARGEST = 2 << 20;
    private static final String NOTE = "note";
    private static final Wording A_FORM =
            Wording.of("a form (multipart/form-data) whose parts are parted and ended by its boundary");

    private UploadedFiles() {}

    /** The draft that a form holds. */
    static Mono<NewDraft> read(Flux<DataBuffer> body, HttpHeaders headers) {
        return DataBufferUtils.join(body, LargeBody.MOST_BYTES)
                .map(UploadedFiles::bytes)
                .map(bytes -> FormParts.of(bytes, headers.getContentType())
                        .orElseThrow(() -> ProblemException.refused(List.of(problem("", A_FORM)))))
                .map(UploadedFiles::draft);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static NewDraft draft(List<FormPart> parts) {
        Map<String, String> files = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        String note = "";
        for (FormPart part : parts) {
            if (part.bytes().remaining() > LARGEST) {
                throw new DataBufferLimitException("A part of more than " + LARGEST + " bytes");
            }
            String filename = part.filename();
            if (filename != null) {
                String name = filename.isEmpty() ? part.name() : filename;
                if (!part.bytes().hasRemaining()) {
                    problems.add(problem(name, Wording.of("a file that is not empty")));
                }
                if (files.put(name, text(name, part.bytes(), problems)) != null) {
                    problems.add(problem(name, Wording.of("a file name that no other file has")));
                }
            } else if (part.name().equals(NOTE)) {
                note = text(NOTE, part.bytes(), problems);
            } else {
                problems.add(problem(part.name(), Wording.of("a file, or the field `{0}`", NOTE)));
            }
        }
        if (!problems.isEmpty()) {
            throw ProblemException.refused(problems);
        }
        return new NewDraft(files, note);
    }

    private static String text(String name, ByteBuffer bytes, List<Problem> problems) {
        if (Notation.of(name).filter(Notation::isBinary).isPresent()) {
            return StandardCharsets.ISO_8859_1
                    .decode(Base64.getEncoder().encode(bytes.duplicate()))
                    .toString();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.duplicate())
                    .toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException e) {
            // Told below, together with the other mistakes.
        }
        problems.add(problem(name, Wording.of("text in UTF-8")));
        return "";
    }

    private static Problem problem(String name, Wording expected) {
        return new Problem(Place.at(name, 0, 0), name, expected);
    }
}
