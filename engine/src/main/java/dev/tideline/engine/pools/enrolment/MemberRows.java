package dev.tideline.engine.pools.enrolment;

import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Statement;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.grant.GrantKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of {@code pool_member} in one transaction. */
final class MemberRows {

    private final Transaction transaction;

    MemberRows(Transaction transaction) {
        this.transaction = transaction;
    }

    /** What a run found of him; the texts are exact decimals. */
    record Found(
            GrantKey key,
            @Nullable String assets,
            @Nullable String volume,
            String contest,
            @Nullable Instant endedAt,
            @Nullable Instant joinedAt,
            @Nullable Long score,
            String barred) {}

    /**
     * Enrols whom this run granted a part, and whoever holds a reserved one: he pulled it, or qualified before. Whose part is
     * gone leaves. Returns how many there are, who then have the positions from 1 on.
     */
    long enrol(long run, Instant asOf, Collection<String> playbooks, Collection<String> incentives) {
        bound("""
                DELETE FROM pool_member m USING incentive_grant i
                WHERE i.grant_key = m.grant_key AND m.playbook = ANY(:playbooks::text[])
                    AND m.incentive = ANY(:incentives::text[])
                    AND (i.voided_at IS NOT NULL
                        OR EXISTS (SELECT FROM ledger_grant g WHERE g.grant_key = m.grant_key)
                            AND NOT EXISTS (SELECT FROM ledger_grant g
                                WHERE g.grant_key = m.grant_key AND g.state = 'RESERVED'))
                """, playbooks, incentives).update();
        bound("""
                INSERT INTO pool_member (grant_key, run_no, position, person_no, user_no, playbook, incentive, rule, fresh)
                SELECT i.grant_key, :run, 0, i.person_no, i.user_no, i.playbook, i.incentive, d.rule, false
                FROM incentive_grant i JOIN decision d ON d.decision_id = i.decision_id AND d.decided_at = i.at
                WHERE i.playbook = ANY(:playbooks::text[]) AND i.incentive = ANY(:incentives::text[]) AND i.at <= :asOf
                    AND i.voided_at IS NULL AND NOT i.ghost
                    AND NOT EXISTS (SELECT FROM pool_share s WHERE s.grant_key = i.grant_key)
                    AND (EXISTS (SELECT FROM ledger_grant g WHERE g.grant_key = i.grant_key AND g.state = 'RESERVED')
                        OR d.run_no = :run AND NOT EXISTS (SELECT FROM ledger_grant g WHERE g.grant_key = i.grant_key))
                ON CONFLICT (grant_key) DO NOTHING
                """, playbooks, incentives).bind("run", run).bind("asOf", asOf).update();
        return bound("""
                UPDATE pool_member m SET run_no = :run, position = n.position, fresh = n.fresh
                FROM (SELECT grant_key, row_number() OVER (ORDER BY person_no, grant_key COLLATE "C") AS position,
                             EXISTS (SELECT FROM incentive_grant i JOIN decision d
                                 ON d.decision_id = i.decision_id AND d.decided_at = i.at
                                 WHERE i.grant_key = pool_member.grant_key AND d.run_no = :run) AS fresh
                      FROM pool_member WHERE playbook = ANY(:playbooks::text[]) AND incentive = ANY(:incentives::text[])) AS n
                WHERE n.grant_key = m.grant_key
                """, playbooks, incentives).bind("run", run).update();
    }

    private Statement bound(String sql, Collection<String> playbooks, Collection<String> incentives) {
        return transaction.sql(sql).bind("playbooks", playbooks).bind("incentives", incentives);
    }

    /** Those in {@code (after, last]}. */
    List<Enrolled> between(long run, long after, long last) {
        return transaction
                .sql("""
                        SELECT * FROM pool_member WHERE run_no = :run AND position > :after AND position <= :last
                        ORDER BY position
                        """)
                .bind("run", run)
                .bind("after", after)
                .bind("last", last)
                .list(MemberRows::enrolled);
    }

    private static Enrolled enrolled(Row row) throws SQLException {
        return new Enrolled(
                new GrantKey(row.text("grant_key")),
                row.number("person_no"),
                row.number("user_no"),
                row.text("playbook"),
                row.text("incentive"),
                row.text("rule"),
                row.flag("fresh"));
    }

    /** Other accounts of these persons that the same rule fits: since a person has one part, it went to the member's. */
    Map<GrantKey, List<Long>> siblings(List<Enrolled> members) {
        Map<GrantKey, List<Long>> siblings = new HashMap<>();
        transaction
                .sql("""
                        SELECT m.grant_key, s.user_no FROM pool_member m
                        JOIN decision_state s ON s.person_no = m.person_no AND s.rule = m.rule AND s.user_no <> m.user_no
                        WHERE m.grant_key = ANY(:keys::text[]) AND s.reason = :reason ORDER BY s.user_no
                        """)
                .bind("keys", members.stream().map(one -> one.key().text()).toList())
                .bind("reason", Reason.ALREADY_GRANTED)
                .list(row -> siblings.computeIfAbsent(new GrantKey(row.text("grant_key")), key -> new ArrayList<>())
                        .add(row.number("user_no")));
        return siblings;
    }

    /** Keeps what was found. What a contest ranks stays as it stood when the user qualified. */
    void keep(List<Found> found) {
        transaction
                .sql("""
                        UPDATE pool_member m SET assets = f.assets::numeric, volume = f.volume::numeric, barred = f.barred,
                            contest = CASE WHEN m.contest = '' THEN f.contest ELSE m.contest END,
                            ended_at = coalesce(m.ended_at, f.ended::timestamptz),
                            joined_at = coalesce(m.joined_at, f.joined::timestamptz),
                            score = coalesce(m.score, f.score::bigint)
                        FROM unnest(:keys::text[], :assets::text[], :volumes::text[], :contests::text[], :ended::text[],
                                :joined::text[], :scores::text[], :barred::text[])
                            AS f (key, assets, volume, contest, ended, joined, score, barred)
                        WHERE m.grant_key = f.key
                        """)
                .bind("keys", column(found, one -> one.key().text()))
                .bind("assets", column(found, Found::assets))
                .bind("volumes", column(found, Found::volume))
                .bind("contests", column(found, Found::contest))
                .bind("ended", column(found, Found::endedAt))
                .bind("joined", column(found, Found::joinedAt))
                .bind("scores", column(found, Found::score))
                .bind("barred", column(found, Found::barred))
                .update();
    }

    private static List<@Nullable String> column(List<Found> found, Function<Found, @Nullable Object> part) {
        List<@Nullable String> texts = new ArrayList<>();
        for (Found one : found) {
            Object value = part.apply(one);
            texts.add(value == null ? null : value.toString());
        }
        return texts;
    }
}
