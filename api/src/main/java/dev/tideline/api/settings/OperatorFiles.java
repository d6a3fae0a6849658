package dev.tideline.api.settings;

import dev.tideline.engine.sources.FieldSources;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Reads files that the operator wrote; what is wrong with one stops the server with every problem named. */
final class OperatorFiles {

    private OperatorFiles() {}

    static FieldSources sources(Path file, Vocabulary vocabulary) {
        Checked<FieldSources> read = FieldSources.read(text(file), file.toString(), vocabulary);
        if (!read.isValid()) {
            throw new IllegalArgumentException("The declaration of sources has errors:\n"
                    + read.problems().stream().map(Problem::message).collect(Collectors.joining("\n")));
        }
        return read.orThrow();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        }
    }
}
