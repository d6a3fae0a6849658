package dev.tideline.api.metrics;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.DatabaseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Named numbers from one query with the columns {@code name} and {@code value}. Asked at most every five seconds, so that
 * a scrape, which reads every number, asks once. Thread-safe.
 */
final class NamedNumbers {

    private static final Logger log = LoggerFactory.getLogger(NamedNumbers.class);
    private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

    private final Database database;
    private final String sql;
    private final Consumer<String> fresh;
    private final Map<String, Long> values = new LinkedHashMap<>();
    private long askedAt = System.nanoTime() - FRESH_NANOS;

    /**
     * Nothing is asked yet.
     *
     * @param fresh is told of each name when it first appears
     */
    NamedNumbers(Database database, String sql, Consumer<String> fresh) {
        this.database = database;
        this.sql = sql;
        this.fresh = fresh;
    }

    NamedNumbers(Database database, String sql) {
        this(database, sql, name -> {});
    }

    /** The number of this name; 0 if there is none. */
    synchronized double of(String name) {
        refresh();
        return values.getOrDefault(name, 0L);
    }

    /** How many names there are. */
    synchronized int names() {
        refresh();
        return values.size();
    }

    private void refresh() {
        if (System.nanoTime() - askedAt < FRESH_NANOS) {
            return;
        }
        askedAt = System.nanoTime();
        Set<String> known = Set.copyOf(values.keySet());
        try {
            database.doInTransaction(transaction -> transaction
                    .sql(sql)
                    .list(row -> Map.entry(row.text("name"), row.number("value")))
                    .forEach(entry -> values.put(entry.getKey(), entry.getValue())));
        } catch (DatabaseException e) {
            // An edge: a scrape answers with what was seen last; the health check says what is wrong.
            log.warn("Metrics could not be read: {}", e.getMessage());
        }
        values.keySet().stream().filter(name -> !known.contains(name)).forEach(fresh);
    }
}
