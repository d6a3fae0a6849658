package dev.tideline.engine.database.connection;

import java.time.Duration;
import java.util.Objects;

/**
 * Where the database is and how it may be used.
 *
 * @param host name or address
 * @param port TCP port
 * @param database name of the database
 * @param user role that owns the schema {@code tideline}
 * @param password password of the role; empty if none is needed
 * @param sslMode one of PostgreSQL's words: disable, allow, prefer, require, verify-ca or verify-full
 * @param blockingConnections most JDBC connections, for sweeps and ingest
 * @param requestConnections most R2DBC connections, for requests
 * @param timeouts limits of time in the database
 */
public record DatabaseSettings(
        String host,
        int port,
        String database,
        String user,
        String password,
        String sslMode,
        int blockingConnections,
        int requestConnections,
        Timeouts timeouts) {

    /** The schema that holds all tables. */
    public static final String SCHEMA = "tideline";

    /** What test keys search: the shadow of that schema, then what is known of users in itself. */
    public static final String SHADOW = "tideline_shadow," + SCHEMA;

    /**
     * Limits of time that PostgreSQL itself enforces.
     *
     * @param bulk longest statement of a sweep or an ingest
     * @param request longest statement of a request
     * @param lock longest wait for a lock
     * @param idleInTransaction longest pause inside a transaction
     */
    public record Timeouts(Duration bulk, Duration request, Duration lock, Duration idleInTransaction) {

        /** 30 minutes for a bulk statement, 30 s for a request, 60 s for a lock, 5 minutes of pause. */
        public static Timeouts standard() {
            return new Timeouts(
                    Duration.ofMinutes(30), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofMinutes(5));
        }
    }

    public DatabaseSettings {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(timeouts, "timeouts");
        if (blockingConnections < 1 || requestConnections < 1) {
            throw new IllegalArgumentException(
                    "Database pools have %d blocking and %d request connections. Give each 1 or more."
                            .formatted(blockingConnections, requestConnections));
        }
    }

    /** Settings with pools of 16 blocking and 16 request connections and the standard timeouts. */
    public static DatabaseSettings of(String host, int port, String database, String user, String password) {
        return new DatabaseSettings(host, port, database, user, password, "prefer", 16, 16, Timeouts.standard());
    }

    /** The same with other sizes of the pools. */
    public DatabaseSettings withConnections(int blocking, int request) {
        return new DatabaseSettings(host, port, database, user, password, sslMode, blocking, request, timeouts);
    }

    @Override
    public String toString() {
        return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
    }
}
