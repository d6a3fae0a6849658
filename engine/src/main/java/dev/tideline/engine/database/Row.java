package dev.tideline.engine.database;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The current row of a query, by column name. Methods without "optional" refuse SQL's null.
 */
public final class Row {

    private final ResultSet rows;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    /** A text, also of {@code jsonb}. */
    public String text(String column) throws SQLException {
        return present(rows.getString(column), column);
    }

    /** A text, also of {@code jsonb}, that may be null. */
    public Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(rows.getString(column));
    }

    public long number(String column) throws SQLException {
        return present(optionalNumber(column).orElse(null), column);
    }

    public Optional<Long> optionalNumber(String column) throws SQLException {
        long value = rows.getLong(column);
        return rows.wasNull() ? Optional.empty() : Optional.of(value);
    }

    /** An {@code int} or smaller. */
    public int integer(String column) throws SQLException {
        return Math.toIntExact(number(column));
    }

    public boolean flag(String column) throws SQLException {
        boolean value = rows.getBoolean(column);
        present(rows.wasNull() ? null : value, column);
        return value;
    }

    public Instant instant(String column) throws SQLException {
        return present(optionalInstant(column).orElse(null), column);
    }

    public Optional<Instant> optionalInstant(String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    public UUID uuid(String column) throws SQLException {
        return present(rows.getObject(column, UUID.class), column);
    }

    public byte[] bytes(String column) throws SQLException {
        return present(rows.getBytes(column), column);
    }

    /** The elements of a {@code text[]}; empty for null. */
    public List<String> texts(String column) throws SQLException {
        Array array = rows.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    /** The result set behind this row, for what this class lacks. */
    public ResultSet result() {
        return rows;
    }

    private static <T> T present(@org.jspecify.annotations.Nullable T value, String column) {
        return Objects.requireNonNull(value, column);
    }
}
