package dev.tideline.api.authoring;

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
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.Part;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the parts of an uploaded form: files by their names, and the field {@code note}. */
final class UploadedFiles {

    private static final int LARGEST = 2 << 20;
    private static final String NOTE = "note";

    private UploadedFiles() {}

    private record Read(Part part, ByteBuffer bytes) {}

    /** The draft that a form holds. */
    static Mono<NewDraft> read(Flux<Part> parts) {
        return parts.concatMap(UploadedFiles::read).collectList().map(UploadedFiles::draft);
    }

    private static Mono<Read> read(Part part) {
        return DataBufferUtils.join(part.content(), LARGEST)
                .map(buffer -> new Read(part, bytes(buffer)))
                .defaultIfEmpty(new Read(part, ByteBuffer.allocate(0)));
    }

    private static ByteBuffer bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return ByteBuffer.wrap(bytes);
    }

    private static NewDraft draft(List<Read> all) {
        Map<String, String> files = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        String note = "";
        for (Read read : all) {
            if (read.part() instanceof FilePart file) {
                if (!read.bytes().hasRemaining()) {
                    problems.add(problem(file.filename(), Wording.of("a file that is not empty")));
                }
                String text = text(file.filename(), read.bytes(), problems);
                if (files.put(file.filename(), text) != null) {
                    problems.add(problem(file.filename(), Wording.of("a file name that no other file has")));
                }
            } else if (read.part().name().equals(NOTE)) {
                note = text(NOTE, read.bytes(), problems);
            } else {
                problems.add(problem(read.part().name(), Wording.of("a file, or the field `{0}`", NOTE)));
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
                    .decode(Base64.getEncoder().encode(bytes))
                    .toString();
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
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
