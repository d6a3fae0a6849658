package dev.tideline.engine.rulebook;

import dev.tideline.rules.language.Checked;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.PlaybookReader;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The operator's own playbooks: one folder each, read like the shipped ones. Whatever is in it is somebody's text. */
final class PlaybookFolder {

    private static final long LONGEST_FILE = 1 << 20;
    private static final int MOST_FILES = 50;

    private PlaybookFolder() {}

    /** Each subfolder's playbook or problems, by the subfolder's name. */
    static Map<String, Checked<Playbook>> read(Path folder) {
        Map<String, Checked<Playbook>> found = new TreeMap<>();
        for (Path child : children(folder)) {
            if (Files.isDirectory(child)) {
                found.put(child.getFileName().toString(), playbook(child));
            }
        }
        return found;
    }

    private static Checked<Playbook> playbook(Path folder) {
        List<Path> children = children(folder).stream()
                .filter(Files::isRegularFile)
                .filter(file -> !file.getFileName().toString().startsWith("."))
                .toList();
        if (children.size() > MOST_FILES) {
            return invalid(folder.getFileName().toString(), children.size() + " files", "at most " + MOST_FILES);
        }
        Map<String, String> files = new TreeMap<>();
        for (Path file : children) {
            String name = file.getFileName().toString();
            try {
                if (Files.size(file) > LONGEST_FILE) {
                    return invalid(name, Files.size(file) + " bytes", "at most " + LONGEST_FILE + " bytes");
                }
                files.put(name, Files.readString(file));
            } catch (MalformedInputException e) {
                return invalid(name, "", "text in UTF-8");
            } catch (IOException e) {
                return invalid(name, "", "a file that can be read: " + e.getMessage());
            }
        }
        return PlaybookReader.read(files);
    }

    private static Checked<Playbook> invalid(String file, String value, String expected) {
        return new Checked.Invalid<>(List.of(new Problem(Place.at(file, 0, 0), value, expected)));
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of playbooks cannot be read: " + folder, e);
        }
    }
}
