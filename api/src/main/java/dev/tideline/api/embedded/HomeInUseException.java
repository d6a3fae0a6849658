package dev.tideline.api.embedded;

import java.nio.file.Path;

/** Another server is running on the same home folder. */
public final class HomeInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HomeInUseException(Path home) {
        super("Another Tideline server is running on the folder " + home + ".");
    }
}
