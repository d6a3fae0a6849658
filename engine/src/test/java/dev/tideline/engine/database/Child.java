package dev.tideline.engine.database;

import dev.tideline.engine.database.connection.DatabaseSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands of processes that a test starts in order to kill them. */
public final class Child {

    private Child() {}

    /** Runs a class of the tests with {@code host port database user} and more arguments. */
    public static ProcessBuilder of(Class<?> main, String heap, DatabaseSettings settings, Object... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                settings.host(),
                String.valueOf(settings.port()),
                settings.database(),
                settings.user()));
        for (Object argument : more) {
            command.add(String.valueOf(argument));
        }
        return new ProcessBuilder(command);
    }
}
