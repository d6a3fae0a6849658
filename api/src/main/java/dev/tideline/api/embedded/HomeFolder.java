package dev.tideline.api.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of a server: programs that run as its owner lie in it, so nobody else may enter one that is made here. */
final class HomeFolder {

    private HomeFolder() {}

    /** Makes the folder with its parents; leaves one that exists as it is. */
    static void create(Path home) throws IOException {
        if (Files.isDirectory(home)) {
            return;
        }
        Path absolute = home.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        if (home.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(absolute);
        }
    }
}
