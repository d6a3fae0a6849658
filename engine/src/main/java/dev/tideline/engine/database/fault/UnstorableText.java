package dev.tideline.engine.database.fault;

import io.r2dbc.spi.R2dbcException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells that PostgreSQL refused a text: none of its texts can hold NUL or half a character. */
public final class UnstorableText {

    private static final int DEEPEST = 20;

    /**
     * {@code character_not_in_repertoire} and {@code untranslatable_character} of
     * https://www.postgresql.org/docs/current/errcodes-appendix.html; the second is what jsonb says.
     */
    private static final Set<String> STATES = Set.of("22021", "22P05");

    private UnstorableText() {}

    /** Whether a text cannot be kept: it holds NUL, or one half of a character outside of Unicode's first plane. */
    public static boolean is(String text) {
        return text.codePoints()
                .anyMatch(
                        point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
    }

    /** Whether the error, or what caused it, is that a text could not be kept. */
    public static boolean explains(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (STATES.contains(state(cause))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static String state(Throwable error) {
        if (error instanceof SQLException refused) {
            return text(refused.getSQLState());
        }
        return error instanceof R2dbcException refused ? text(refused.getSqlState()) : "";
    }

    private static String text(@Nullable String state) {
        return state == null ? "" : state;
    }
}
