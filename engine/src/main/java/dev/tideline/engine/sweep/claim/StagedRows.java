package dev.tideline.engine.sweep.claim;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.store.BudgetRooms;
import dev.tideline.engine.sweep.shard.Chunk;
import dev.tideline.engine.sweep.shard.RunSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rows of {@code staged_claim}, and the turns that follow from them. */
public final class StagedRows {

    private final List<Long> persons = new ArrayList<>();
    private final List<String> budgets = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> scores = new ArrayList<>();
    private final List<String> draws = new ArrayList<>();
    private final SortedMap<BudgetId, Limits> opening = new TreeMap<>();

    /** With nothing staged yet. */
    public StagedRows() {}

    /** What a person waits for. */
    public void add(long personNo, List<Staging.Waiting> waiting) {
        for (Staging.Waiting one : waiting) {
            persons.add(personNo);
            budgets.add(one.budget());
            asked.add(one.asked().minor().toString());
            scores.add(one.wish().score().toPlainString());
            draws.add(one.draw());
            opening.put(one.charge().budget(), one.charge().opening());
        }
    }

    /** Writes all of it; what is staged anew counts once. */
    public void write(Transaction transaction, RunSpec run) {
        if (persons.isEmpty()) {
            return;
        }
        if (!run.dryRun()) {
            new BudgetRooms(transaction).open(opening, run.asOf());
        }
        transaction
                .sql("""
                        INSERT INTO staged_claim (run_no, budget, person_no, asked, grants, score, draw)
                        SELECT :run, budget, person_no::bigint, sum(asked::numeric), count(*), max(score::numeric), min(draw)
                          FROM unnest(:budgets::text[], :persons::bigint[], :asked::text[], :scores::text[], :draws::text[])
                               AS s (budget, person_no, asked, score, draw)
                         GROUP BY budget, person_no
                        ON CONFLICT (run_no, budget, person_no) DO UPDATE
                        SET asked = excluded.asked, grants = excluded.grants, score = excluded.score, draw = excluded.draw
                        """)
                .bind("run", run.id().number())
                .bind("budgets", budgets)
                .bind("persons", persons)
                .bind("asked", asked)
                .bind("scores", scores)
                .bind("draws", draws)
                .update();
    }

    /** SQL that selects the persons whose turn it is in a chunk. */
    public static String personsSql(Chunk chunk) {
        return "SELECT person_no FROM claim_turn WHERE run_no = " + chunk.run().id() + " AND position > "
                + chunk.after() + " AND position <= " + chunk.last();
    }

    /** The turns of a chunk, in order. */
    public static List<Turn> turns(Transaction transaction, Chunk chunk) {
        return transaction
                .sql("""
                        SELECT t.position, t.person_no, t.score::text AS score, t.draw,
                               (SELECT count(*) FROM claim_turn s WHERE s.run_no = t.run_no AND s.score IS NOT NULL) AS turns
                          FROM claim_turn t
                         WHERE t.run_no = :run AND t.position > :after AND t.position <= :last ORDER BY t.position
                        """)
                .bind("run", chunk.run().id().number())
                .bind("after", chunk.after())
                .bind("last", chunk.last())
                .list(row -> new Turn(
                        row.number("position"),
                        row.number("person_no"),
                        row.optionalText("score").map(BigDecimal::new).orElse(null),
                        row.text("draw"),
                        row.number("turns")));
    }
}
