package dev.tideline.engine.pools;

import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.pools.PoolRows.Pot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who may yet win in a contest, and rows of {@code contest_awaited} that tell of them, in one transaction. */
final class AwaitedRows {

    /** Whoever is told of: enough to see what is wrong. */
    private static final int MOST = 1_000;

    private final Transaction transaction;

    AwaitedRows(Transaction transaction) {
        this.transaction = transaction;
    }

    /**
     * Somebody who fits a rule and has no part, since risk was silent or holds him, or since he waits for a person's review.
     *
     * @param reason why, of his last decision
     */
    record Awaited(long personNo, long userNo, UUID decision, String reason) {}

    /** Those of a contest, at most a thousand of them. */
    List<Awaited> of(Pot pot, CurrentContests contests, Instant asOf) {
        List<Awaited> all = undecided(pot);
        List<Awaited> here = new ArrayList<>();
        for (int from = 0; from < all.size() && here.size() < MOST; from += MOST) {
            List<Awaited> page = all.subList(from, Math.min(all.size(), from + MOST));
            var in = contests.of(
                    transaction, page.stream().map(Awaited::personNo).collect(Collectors.toSet()), asOf);
            page.stream()
                    .filter(one -> pot.contest().equals(in.get(one.userNo())))
                    .limit(MOST - here.size())
                    .forEach(here::add);
        }
        return here;
    }

    /** Those of the playbook who fit since a sweep, as its memberships tell, or were decided by a pull or live. */
    private List<Awaited> undecided(Pot pot) {
        return transaction
                .sql("""
                        SELECT s.person_no, s.user_no, s.decision_id, p.part ->> 'reason' AS reason
                        FROM decision_state s
                        JOIN decision d ON d.decision_id = s.decision_id AND d.decided_at = s.decided_at
                        CROSS JOIN LATERAL jsonb_array_elements(d.parts) AS p (part)
                        WHERE s.playbook = :playbook
                            AND p.part ->> 'kind' = 'INCENTIVE' AND p.part ->> 'key' = :incentive
                            AND (p.part ->> 'outcome' = 'PENDING_REVIEW'
                                OR p.part ->> 'outcome' = 'DROPPED' AND p.part ->> 'reason' = ANY(:silences::text[]))
                            AND (d.run_no IS NULL
                                OR EXISTS (SELECT FROM membership m JOIN rule r ON r.rule_no = m.rule_no
                                    WHERE m.user_no = s.user_no AND r.name = s.rule
                                        AND coalesce(m.withheld, 'PENDING_REVIEW') = 'PENDING_REVIEW'))
                            AND NOT EXISTS (SELECT FROM pool_member o
                                WHERE o.person_no = s.person_no AND o.playbook = :playbook AND o.incentive = :incentive
                                    AND o.contest = :contest AND o.barred = '')
                        ORDER BY s.person_no, s.user_no, s.rule COLLATE "C"
                        """)
                .bind("playbook", pot.playbook())
                .bind("incentive", pot.incentive())
                .bind("contest", pot.contest())
                .bind("silences", Reason.silences())
                .list(row -> new Awaited(
                        row.number("person_no"), row.number("user_no"), row.uuid("decision_id"), row.text("reason")));
    }

    /** Keeps whom a contest waits for, or whom it was divided without, in place of those before. */
    void keep(Pot pot, List<Awaited> awaited, Instant until, boolean leftOut) {
        transaction
                .sql("""
                        DELETE FROM contest_awaited
                        WHERE playbook = :playbook AND incentive = :incentive AND contest = :contest
                        """)
                .bind("playbook", pot.playbook())
                .bind("incentive", pot.incentive())
                .bind("contest", pot.contest())
                .update();
        transaction
                .sql("""
                        INSERT INTO contest_awaited (playbook, incentive, contest, decision_id, user_no, reason, until, left_out)
                        SELECT :playbook, :incentive, :contest, a.decision::uuid, a.user_no::bigint, a.reason, :until,
                            :leftOut::boolean
                        FROM unnest(:decisions::text[], :users::text[], :reasons::text[]) AS a (decision, user_no, reason)
                        """)
                .bind("playbook", pot.playbook())
                .bind("incentive", pot.incentive())
                .bind("contest", pot.contest())
                .bind("until", until)
                .bind("leftOut", String.valueOf(leftOut))
                .bind(
                        "decisions",
                        awaited.stream().map(one -> one.decision().toString()).toList())
                .bind(
                        "users",
                        awaited.stream()
                                .map(one -> String.valueOf(one.userNo()))
                                .toList())
                .bind("reasons", awaited.stream().map(Awaited::reason).toList())
                .update();
    }

    /** Lets the parts in a contest that waits stand until then at least. */
    void outlast(Pot pot, Instant until) {
        transaction
                .sql("""
                        UPDATE ledger_grant g SET expires_at = :until
                        FROM pool_member m
                        WHERE m.playbook = :playbook AND m.incentive = :incentive AND m.contest = :contest
                            AND g.grant_key = m.grant_key AND g.state = 'RESERVED' AND g.expires_at < :until
                        """)
                .bind("playbook", pot.playbook())
                .bind("incentive", pot.incentive())
                .bind("contest", pot.contest())
                .bind("until", until)
                .update();
    }
}
