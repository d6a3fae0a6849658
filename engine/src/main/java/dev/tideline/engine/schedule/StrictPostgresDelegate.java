package dev.tideline.engine.schedule;

import java.io.IOException;
import java.sql.ResultSet;
import org.jspecify.annotations.Nullable;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;

/** PostgreSQL for Quartz without Java deserialization: job data are plain properties, calendars are not used. */
public final class StrictPostgresDelegate extends PostgreSQLDelegate {

    /** Called by Quartz. */
    public StrictPostgresDelegate() {}

    @Override
    protected @Nullable Object getObjectFromBlob(ResultSet rows, String column) throws IOException {
        throw new IOException("Column " + column + " holds a serialized object, which is never read");
    }
}
