package dev.tideline.engine.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement with named parameters. Values may be null, text, numbers, booleans, {@link Instant}, local dates,
 * {@link UUID}, byte arrays, enums (by name), and collections of text, longs or UUIDs (as SQL arrays: write
 * {@code = ANY(:ids)}). JSON is bound as text and cast: {@code :payload::jsonb}.
 */
public final class Statement {

    /** Makes a value of the current row. */
    @FunctionalInterface
    public interface Mapper<T> {
        T map(Row row) throws SQLException;
    }

    private final Connection connection;
    private final NamedSql sql;
    private final Map<String, @Nullable Object> values = new HashMap<>();

    Statement(Connection connection, NamedSql sql) {
        this.connection = connection;
        this.sql = sql;
    }

    /**
     * Gives a parameter its value.
     *
     * @throws IllegalArgumentException if the SQL has no such parameter
     */
    public Statement bind(String name, @Nullable Object value) {
        if (!sql.names().contains(name)) {
            throw new IllegalArgumentException("The statement has no parameter :" + name + ", only " + sql.names());
        }
        values.put(name, value);
        return this;
    }

    /** Runs the statement and returns the number of rows it changed. */
    public long update() {
        try (PreparedStatement prepared = prepared()) {
            return prepared.execute() ? 0 : Math.max(0, prepared.getLargeUpdateCount());
        } catch (SQLException e) {
            throw new DatabaseException(sql.text(), e);
        }
    }

    /** All rows, in the order of the query. */
    public <T> List<T> list(Mapper<T> mapper) {
        try (PreparedStatement prepared = prepared();
                ResultSet rows = prepared.executeQuery()) {
            List<T> found = new ArrayList<>();
            Row row = new Row(rows);
            while (rows.next()) {
                found.add(mapper.map(row));
            }
            return found;
        } catch (SQLException e) {
            throw new DatabaseException(sql.text(), e);
        }
    }

    /** The first row, if there is one. */
    public <T> Optional<T> first(Mapper<T> mapper) {
        return list(mapper).stream().findFirst();
    }

    /**
     * The only row.
     *
     * @throws IllegalStateException if there is none or more than one
     */
    public <T> T one(Mapper<T> mapper) {
        List<T> found = list(mapper);
        if (found.size() != 1) {
            throw new IllegalStateException("Query returned " + found.size() + " rows instead of 1: " + sql.text());
        }
        return found.get(0);
    }

    private PreparedStatement prepared() throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(sql.text());
        try {
            for (int i = 0; i < sql.names().size(); i++) {
                prepared.setObject(i + 1, toSql(sql.names().get(i)));
            }
        } catch (SQLException | RuntimeException e) {
            prepared.close();
            throw e;
        }
        return prepared;
    }

    private @Nullable Object toSql(String name) throws SQLException {
        if (!values.containsKey(name)) {
            throw new IllegalStateException("Parameter :" + name + " has no value: " + sql.text());
        }
        Object value = values.get(name);
        if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (value instanceof Enum<?> word) {
            return word.name();
        }
        return value instanceof Collection<?> elements ? array(elements) : value;
    }

    private Object array(Collection<?> elements) throws SQLException {
        Object first = elements.isEmpty() ? "" : elements.iterator().next();
        String type = first instanceof Long ? "bigint" : first instanceof UUID ? "uuid" : "text";
        return connection.createArrayOf(type, elements.toArray());
    }
}
