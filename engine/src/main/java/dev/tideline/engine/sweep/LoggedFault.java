package dev.tideline.engine.sweep;

import dev.tideline.engine.database.DatabaseException;
import java.util.Arrays;

/** What the log may say of a failure: its kind and place, never its message, which can quote the row of a person. */
public final class LoggedFault {

    private static final String OURS = "dev.tideline.";
    private static final String DATABASE = OURS + "engine.database.";

    private LoggedFault() {}

    /** Kind and place, such as {@code SQLSTATE 23505 at dev.tideline.engine.users.Rows.write(Rows.java:7)}. */
    public static String of(RuntimeException problem) {
        String kind = problem instanceof DatabaseException refused
                ? "SQLSTATE " + refused.state()
                : problem.getClass().getName();
        return Arrays.stream(problem.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS)
                        && !frame.getClassName().startsWith(DATABASE))
                .findFirst()
                .map(frame -> kind + " at " + frame)
                .orElse(kind);
    }
}
