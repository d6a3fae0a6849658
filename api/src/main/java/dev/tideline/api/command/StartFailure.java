package dev.tideline.api.command;

import dev.tideline.api.embedded.HomeInUseException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;

/** Why the server did not start, in one line for the person who started it. */
public final class StartFailure {

    private static final String PORT = "server.port";
    private static final int DEEPEST = 30;
    private static final String MORE = " The log says more.";

    private StartFailure() {}

    /** Says it on standard error. */
    public static void tell(Throwable failure) {
        System.err.println(line(failure));
    }

    /** What went wrong, and what to try. */
    static String line(Throwable failure) {
        List<Throwable> causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .toList();
        String words = causes.stream()
                .flatMap(cause -> words(cause).stream())
                .findFirst()
                .orElseGet(() -> text(causes.get(causes.size() - 1)) + MORE);
        return "Tideline did not start: " + words.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static Optional<String> words(Throwable cause) {
        if (cause instanceof HomeInUseException) {
            return Optional.of(
                    cause.getMessage() + " Stop that server, or start this one with another folder in TIDELINE_HOME.");
        }
        if (cause instanceof PortInUseException port) {
            return Optional.of("Port " + port.getPort()
                    + " is in use. Stop what listens there, or choose another port with TIDELINE_PORT.");
        }
        if (cause instanceof BindException setting) {
            return Optional.of(setting(setting));
        }
        if (cause instanceof SQLException refused) {
            return database(refused);
        }
        return cause instanceof UncheckedIOException ? Optional.of(text(cause)) : Optional.empty();
    }

    private static String setting(BindException wrong) {
        String name = wrong.getName().toString();
        String variable = name.equals(PORT)
                ? "TIDELINE_PORT"
                : name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
        String value =
                wrong.getProperty() == null ? "" : " is '" + wrong.getProperty().getValue() + "', which";
        return "The setting " + name + " (" + variable + ")" + value + " cannot be a "
                + wrong.getTarget().getType().toClass().getSimpleName()
                + ". The README lists the settings with their values.";
    }

    private static Optional<String> database(SQLException refused) {
        String state = String.valueOf(refused.getSQLState());
        String server = "PostgreSQL refused: " + text(refused) + ". ";
        if (state.startsWith("28")) {
            return Optional.of(
                    server + "Check TIDELINE_DATABASE_USERNAME and TIDELINE_DATABASE_PASSWORD, and its pg_hba.conf.");
        }
        if (state.equals("3D000")) {
            return Optional.of(server + "Create the database, or name another in TIDELINE_DATABASE_URL.");
        }
        if (state.equals("42501")) {
            return Optional.of(server + "The role must own the database: it makes the schemas tideline and report.");
        }
        return state.startsWith("08") || state.startsWith("57P")
                ? Optional.of("The database cannot be reached: " + text(refused)
                        + " Check that it runs, and TIDELINE_DATABASE_URL.")
                : Optional.empty();
    }

    private static String text(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }
}
