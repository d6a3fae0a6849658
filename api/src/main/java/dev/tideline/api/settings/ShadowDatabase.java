package dev.tideline.api.settings;

import dev.tideline.engine.database.Database;

/**
 * The database as test keys see it: users as they are, and a shadow of all that is decided, booked or sent.
 *
 * @param database small pools onto it
 */
public record ShadowDatabase(Database database) implements AutoCloseable {

    @Override
    public void close() {
        database.close();
    }
}
