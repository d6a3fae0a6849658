package dev.tideline.api.command.folder;

import dev.tideline.rules.notation.Notation;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Wording;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /**
     * The files of each playbook, by key. Hidden files and folders, and subfolders without a file of a playbook, are left out;
     * links are refused, as they may lead out of the folder.
     *
     * @throws Failure if there is no such folder, with all subfolders that are named by no key, or with all files that cannot be
     *     read
     */
    SortedMap<String, SortedMap<String, String>> read() throws Failure {
        if (!Files.isDirectory(folder)) {
            throw new Failure(
                    Exit.CALLED_WRONGLY,
                    Files.exists(folder)
                            ? Wording.of("{0} is a file: a folder of playbooks is expected", folder)
                            : Wording.of("There is no folder {0}", folder));
        }
        List<Path> playbooks = children(folder).stream()
                .filter(Files::isDirectory)
                .filter(LocalFolder::mayBePlaybook)
                .toList();
        List<Wording> misnamed = playbooks.stream()
                .filter(playbook -> !Playbook.isKey(name(playbook)))
                .map(playbook ->
                        Wording.of("{0}: a subfolder is named by the key of its playbook: {1}", playbook, Playbook.KEY))
                .toList();
        if (!misnamed.isEmpty()) {
            throw new Failure(Exit.REFUSED, misnamed);
        }
        SortedMap<String, SortedMap<String, String>> read = new TreeMap<>();
        List<Wording> refused = new ArrayList<>();
        for (Path playbook : playbooks) {
            read.put(name(playbook), files(playbook, refused));
        }
        if (!refused.isEmpty()) {
            throw new Failure(Exit.REFUSED, refused);
        }
        return read;
    }

    /** The subfolders that are no playbooks. */
    List<Path> others() throws Failure {
        return children(folder).stream()
                .filter(Files::isDirectory)
                .filter(subfolder -> !mayBePlaybook(subfolder))
                .toList();
    }

    /** Whether anything stands in the subfolder of this name. */
    boolean holds(String playbook) throws Failure {
        Path subfolder = inside(folder, playbook);
        return Files.exists(subfolder) && !children(subfolder).isEmpty();
    }

    /** Whether a subfolder holds a file that a playbook has, or what it holds cannot be seen here. */
    private static boolean mayBePlaybook(Path subfolder) {
        try {
            return Files.isSymbolicLink(subfolder)
                    || children(subfolder).stream().map(LocalFolder::name).anyMatch(LocalFolder::isOfPlaybook);
        } catch (Failure e) {
            return true; // and is told when its files are read
        }
    }

    private static boolean isOfPlaybook(String file) {
        return file.equals(Playbook.DECLARATION)
                || file.equals(Playbook.SCENARIOS)
                || Notation.of(file).isPresent();
    }

    /** Makes the folder if there is none. */
    void make() throws Failure {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    private static SortedMap<String, String> files(Path playbook, List<Wording> refused) {
        SortedMap<String, String> files = new TreeMap<>();
        try {
            for (Path file : children(own(playbook))) {
                file(file, files, refused);
            }
        } catch (Failure e) {
            refused.addAll(e.words());
        }
        return files;
    }

    private static void file(Path file, Map<String, String> files, List<Wording> refused) {
        try {
            if (Files.isRegularFile(own(file))) {
                files.put(name(file), text(file));
            }
        } catch (Failure e) {
            refused.addAll(e.words());
        }
    }

    /** The path, unless it is a link. */
    private static Path own(Path path) throws Failure {
        if (Files.isSymbolicLink(path)) {
            throw new Failure(Exit.REFUSED, Wording.of("{0} is a link: a file or folder of its own is expected", path));
        }
        return path;
    }

    private static String text(Path file) throws Failure {
        try {
            return isBinary(name(file))
                    ? Base64.getEncoder().encodeToString(Files.readAllBytes(file))
                    : Files.readString(file);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /**
     * Makes the subfolder of a playbook hold these files alone.
     *
     * @throws Failure if it cannot be written, or the server names a file that would not stand in it
     */
    void write(String playbook, Map<String, String> files) throws Failure {
        Path own = inside(folder, playbook);
        List<Path> paths = new ArrayList<>();
        for (String name : files.keySet()) {
            paths.add(inside(own, name));
        }
        try {
            Files.createDirectories(own);
            for (Path old : children(own)) {
                if (Files.isRegularFile(old) && !paths.contains(old)) {
                    Files.delete(old);
                }
            }
            for (Path path : paths) {
                write(path, String.valueOf(files.get(name(path))));
            }
        } catch (IOException e) {
            throw failure(own, e);
        }
    }

    private static void write(Path path, String text) throws IOException {
        if (isBinary(name(path))) {
            Files.write(path, Base64.getDecoder().decode(text));
        } else {
            Files.writeString(path, text);
        }
    }

    private static Path inside(Path parent, String name) throws Failure {
        Path path = parent.resolve(name);
        if (!parent.normalize().equals(path.normalize().getParent())) {
            throw new Failure(Exit.REFUSED, Wording.of("`{0}` is no name of a file", name));
        }
        return path;
    }

    private static boolean isBinary(String name) {
        return Notation.of(name).filter(Notation::isBinary).isPresent();
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static List<Path> children(Path folder) throws Failure {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !name(child).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    /** What went wrong with a file. */
    static Failure failure(Path path, IOException e) {
        if (e instanceof CharacterCodingException) {
            return new Failure(Exit.REFUSED, Wording.of("{0}: text in UTF-8 is expected", path));
        }
        return new Failure(
                Exit.REFUSED,
                e instanceof AccessDeniedException
                        ? Wording.of("{0}: this user may not read or write it", path)
                        : Wording.of("{0} cannot be read or written: {1}", path, String.valueOf(e.getMessage())));
    }
}
