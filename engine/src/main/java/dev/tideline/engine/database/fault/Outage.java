package dev.tideline.engine.database.fault;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells a PostgreSQL that is away from one that refused something. */
public final class Outage {

    private static final int DEEPEST = 20;

    private Outage() {}

    /** Whether the error, or what caused it, is that PostgreSQL could not be reached, closed the line or is starting. */
    public static boolean explains(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (isOutage(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isOutage(Throwable error) {
        if (error instanceof SQLException refused) {
            return error instanceof SQLTransientConnectionException
                    || error instanceof SQLNonTransientConnectionException
                    || isConnection(refused.getSQLState());
        }
        return error instanceof R2dbcException refused
                && (isConnection(refused.getSqlState()) || (isOfResource(refused) && isUnknown(refused.getSqlState())));
    }

    private static boolean isOfResource(R2dbcException error) {
        return error instanceof R2dbcNonTransientResourceException
                || error instanceof R2dbcTransientResourceException
                || error instanceof R2dbcTimeoutException;
    }

    private static boolean isUnknown(@Nullable String state) {
        return state == null || state.isEmpty();
    }

    /** Classes 08 and 57P of https://www.postgresql.org/docs/current/errcodes-appendix.html. */
    private static boolean isConnection(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
