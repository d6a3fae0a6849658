package dev.tideline.engine.benchmark;

import dev.tideline.engine.database.CopyReader;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.facts.FieldText;
import dev.tideline.engine.facts.UserFacts;
import dev.tideline.engine.timeline.Timeline;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.segments.SegmentState;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** "The table": one logged table with every user field that is not derived, typed, one row a user, as a feed would hold it. */
final class WideTable {

    private final DurablePostgres postgres;
    private final FactsModel model;
    private final List<Field> fields;

    WideTable(DurablePostgres postgres, FactsModel model) {
        this.postgres = postgres;
        this.model = model;
        this.fields = model.vocabulary().user().fields().stream()
                .filter(field -> field.derived().isEmpty())
                .toList();
    }

    int columns() {
        return fields.size() + 1;
    }

    /** The fields of each life at the end, once for each copy. */
    void fill(int copies) {
        String columns = fields.stream().map(field -> ", " + field.column()).collect(Collectors.joining());
        String types = fields.stream()
                .map(field -> ", " + field.column() + ' ' + type(field.type()))
                .collect(Collectors.joining());
        postgres.alone("CREATE TABLE base_table (user_id text" + types + ")");
        postgres.alone("CREATE TABLE the_table (user_id text PRIMARY KEY" + types + ")");
        postgres.database().doInTransaction(this::copyLives);
        postgres.alone("INSERT INTO the_table (user_id" + columns + ") SELECT user_id || '-' || copy" + columns
                + " FROM base_table, generate_series(0, " + (copies - 1) + ") AS copy");
        postgres.alone("VACUUM (FREEZE, ANALYZE) the_table");
    }

    private static String type(FieldType type) {
        return switch (type) {
            case WHOLE -> "integer";
            case AMOUNT, RATIO -> "numeric";
            case INSTANT -> "timestamptz";
            case FLAG -> "boolean";
            case TEXT -> "text";
            case TEXTS -> "text[]";
        };
    }

    private void copyLives(Transaction transaction) throws SQLException {
        UserFacts facts = new UserFacts(model, Life.END, null, Set.of());
        StringBuilder rows = new StringBuilder();
        try (CopyReader users = transaction.copyOut("SELECT user_id, timeline FROM base_users")) {
            while (users.next()) {
                String id = users.text();
                User user = facts.see(id, Timeline.of(users.bytes()), SegmentState.NONE, Set.of())
                        .user();
                rows.append(id);
                fields.forEach(field -> rows.append('\t').append(value(field, user)));
                rows.append('\n');
            }
        }
        try {
            transaction
                    .connection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY base_table FROM STDIN", new StringReader(rows.toString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String value(Field field, User user) {
        if (field.type() == FieldType.TEXTS) {
            return FieldText.of(field, user).replace('[', '{').replace(']', '}');
        }
        if (field.type() == FieldType.TEXT) {
            return Objects.requireNonNullElse(user.text(field.slot()), "\\N");
        }
        return user.missing(field.slot()) ? "\\N" : FieldText.of(field, user);
    }

    /** Seconds that psql takes to copy the table to nowhere. */
    double copy() {
        long start = System.nanoTime();
        try {
            int exit = new ProcessBuilder(
                            "psql",
                            "-qX",
                            "-v",
                            "ON_ERROR_STOP=1",
                            "-c",
                            "COPY tideline.the_table TO STDOUT",
                            "postgresql://postgres@localhost:" + postgres.port() + "/postgres")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("psql ended with " + exit);
            }
        } catch (IOException e) {
            return copyWithoutPsql();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** The same through the driver, where psql is not installed. */
    private double copyWithoutPsql() {
        long start = System.nanoTime();
        postgres.database().doInTransaction(transaction -> {
            var out = transaction
                    .connection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY the_table TO STDOUT");
            byte[] row = out.readFromCopy();
            while (row != null) {
                row = out.readFromCopy();
            }
        });
        return (System.nanoTime() - start) / 1e9;
    }
}
