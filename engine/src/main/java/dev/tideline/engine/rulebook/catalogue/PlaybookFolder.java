package dev.tideline.engine.rulebook.catalogue;

import dev.tideline.rules.document.Document;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.notation.Notation;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The operator's own playbooks: one folder each, read like the shipped ones. Whatever is in it is somebody's text. */
final class PlaybookFolder {

    private PlaybookFolder() {}

    /**
     * What stands in one subfolder.
     *
     * @param folder its name
     * @param key the key it claims; its name where none can be read
     * @param playbook the playbook, or what is wrong with it
     */
    record Found(String folder, String key, Checked<Playbook> playbook) {}

    /** What stands in each subfolder, in order of their names. */
    static List<Found> read(Path folder) throws IOException {
        return children(folder).stream()
                .filter(Files::isDirectory)
                .filter(child -> !name(child).startsWith("."))
                .map(PlaybookFolder::found)
                .toList();
    }

    private static Found found(Path folder) {
        String name = name(folder);
        Checked<Map<String, String>> files = files(folder);
        if (!(files instanceof Checked.Valid<Map<String, String>> valid)) {
            return new Found(name, name, new Checked.Invalid<>(files.problems()));
        }
        String declaration = valid.value().getOrDefault(Playbook.DECLARATION, "");
        String key = Document.read(Playbook.DECLARATION, declaration).text("key", "");
        return new Found(name, key.isEmpty() ? name : key, ScheduledPlaybook.read(valid.value()));
    }

    private static Checked<Map<String, String>> files(Path folder) {
        Map<String, String> files = new TreeMap<>();
        try {
            List<Path> children = children(folder).stream()
                    .filter(Files::isRegularFile)
                    .filter(file -> !name(file).startsWith("."))
                    .toList();
            Optional<Problem> many = FileLimits.count(children.size(), Place.at(name(folder), 0, 0));
            if (many.isPresent()) {
                return new Checked.Invalid<>(List.of(many.get()));
            }
            for (Path file : children) {
                Optional<Problem> large = FileLimits.size(name(file), Files.size(file));
                if (large.isPresent()) {
                    return new Checked.Invalid<>(List.of(large.get()));
                }
                Checked<String> text = text(file);
                if (!(text instanceof Checked.Valid<String> valid)) {
                    return new Checked.Invalid<>(text.problems());
                }
                files.put(name(file), valid.value());
            }
        } catch (IOException e) {
            return invalid(name(folder), "", Wording.of("a folder that can be read: {0}", e));
        }
        return new Checked.Valid<>(files);
    }

    private static Checked<String> text(Path file) throws IOException {
        try {
            boolean binary = Notation.of(name(file)).filter(Notation::isBinary).isPresent();
            return new Checked.Valid<>(
                    binary ? Base64.getEncoder().encodeToString(Files.readAllBytes(file)) : Files.readString(file));
        } catch (MalformedInputException e) {
            return invalid(name(file), "", Wording.of("text in UTF-8"));
        }
    }

    private static <T> Checked<T> invalid(String file, String value, Wording expected) {
        return new Checked.Invalid<>(List.of(new Problem(Place.at(file, 0, 0), value, expected)));
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }
}
