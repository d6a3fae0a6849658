package dev.tideline.engine.replay;

import dev.tideline.engine.database.CopyWriter;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.replay.travel.Journey;
import dev.tideline.engine.replay.walk.Tally;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Results of replays in PostgreSQL. Thread-safe. */
final class ReplayResults {

    private static final int FETCH = 2_000;
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<TreeMap<String, Long>> REFUSED = new TypeReference<>() {};

    private final Database database;

    ReplayResults(Database database) {
        this.database = database;
    }

    /** The results of a replay by date and rule. */
    Flux<Replay.Result> of(long number) {
        return database.client()
                .sql("""
                        SELECT date, rule, candidates, decisions, version, spend, refused::text AS refused
                          FROM replay_result
                         WHERE replay_no = :number ORDER BY date, rule COLLATE "C", version COLLATE "C"
                        """)
                .filter(statement -> statement.fetchSize(FETCH))
                .bind("number", number)
                .map(row -> new Replay.Result(
                        Objects.requireNonNull(row.get("date", LocalDate.class)),
                        Objects.requireNonNull(row.get("rule", String.class)),
                        Objects.requireNonNull(row.get("candidates", Long.class)),
                        Objects.requireNonNull(row.get("decisions", Long.class)),
                        Objects.requireNonNull(row.get("version", String.class)),
                        row.get("spend", BigDecimal.class),
                        refused(row.get("refused", String.class))))
                .all();
    }

    private static SortedMap<String, Long> refused(@Nullable String json) {
        return json == null ? Collections.emptySortedMap() : JSON.readValue(json, REFUSED);
    }

    /** Writes the rows of one day that a version was lived with. */
    static void write(Transaction transaction, long number, LocalDate date, String version, List<Journey.Row> rows) {
        for (Journey.Row row : rows) {
            transaction
                    .sql("""
                            INSERT INTO replay_result
                                   (replay_no, date, rule, version, candidates, decisions, spend, refused)
                            VALUES (:number, :date, :rule, :version, :candidates, :decisions, :spend::numeric,
                                    :refused::jsonb)
                            """)
                    .bind("number", number)
                    .bind("date", date)
                    .bind("rule", row.rule())
                    .bind("version", version)
                    .bind("candidates", row.candidates())
                    .bind("decisions", row.decisions())
                    .bind("spend", row.spend().toPlainString())
                    .bind("refused", JSON.writeValueAsString(row.refused()))
                    .update();
        }
    }

    /** Writes a row for every date and rule. */
    static void write(Transaction transaction, long number, List<LocalDate> dates, List<String> rules, Tally tally) {
        transaction.execute(
                "CREATE TEMPORARY TABLE replay_rows (day bigint, rule text, candidates bigint, decisions bigint)"
                        + " ON COMMIT DROP");
        try (CopyWriter out = transaction.copyIn("replay_rows (day, rule, candidates, decisions)")) {
            for (int day = 0; day < dates.size(); day++) {
                for (String rule : rules) {
                    out.rows()
                            .row(4)
                            .bigint(dates.get(day).toEpochDay())
                            .text(rule)
                            .bigint(tally.candidates(day, rule))
                            .bigint(tally.decisions(day, rule));
                    out.flushIfFull();
                }
            }
            out.finish();
        }
        transaction.sql("""
                        INSERT INTO replay_result (replay_no, date, rule, candidates, decisions)
                        SELECT :number, date '1970-01-01' + day::integer, rule, candidates, decisions FROM replay_rows
                        """).bind("number", number).update();
    }
}
