package dev.tideline.api.command.folder;

import dev.tideline.rules.notation.Notation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Playbooks in a folder, one subfolder each, named by its key. A workbook's bytes stand as Base64. */
final class LocalFolder {

    private final Path folder;

    LocalFolder(Path folder) {
        this.folder = folder;
    }

    /** The files of each playbook, by key. Hidden files and folders are left out. */
    SortedMap<String, SortedMap<String, String>> read() throws IOException {
        SortedMap<String, SortedMap<String, String>> playbooks = new TreeMap<>();
        for (Path child : children(folder)) {
            if (Files.isDirectory(child)) {
                playbooks.put(name(child), files(child));
            }
        }
        return playbooks;
    }

    private static SortedMap<String, String> files(Path playbook) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        for (Path file : children(playbook)) {
            if (Files.isRegularFile(file)) {
                files.put(
                        name(file),
                        isBinary(name(file))
                                ? Base64.getEncoder().encodeToString(Files.readAllBytes(file))
                                : Files.readString(file));
            }
        }
        return files;
    }

    /**
     * Makes the subfolder of a playbook hold these files alone.
     *
     * @throws IOException if the server names a file that would not stand in it
     */
    void write(String playbook, Map<String, String> files) throws IOException {
        Path own = inside(folder, playbook);
        Files.createDirectories(own);
        for (Path old : children(own)) {
            if (Files.isRegularFile(old) && !files.containsKey(name(old))) {
                Files.delete(old);
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = inside(own, file.getKey());
            if (isBinary(file.getKey())) {
                Files.write(path, Base64.getDecoder().decode(file.getValue()));
            } else {
                Files.writeString(path, file.getValue());
            }
        }
    }

    private static Path inside(Path parent, String name) throws IOException {
        Path path = parent.resolve(name).normalize();
        if (!parent.normalize().equals(path.getParent())) {
            throw new IOException("'" + name + "' is no name of a file");
        }
        return path;
    }

    private static boolean isBinary(String name) {
        return Notation.of(name).filter(Notation::isBinary).isPresent();
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !name(child).startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
