package dev.tideline.engine.decision.store;

import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.record.DecisionId;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.engine.ledger.store.PostgresLedger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Voids the incentives of a decision whose touches all ended unsent, since nobody will hear of them: they count no more in
 * caps, cooldown and re-entry, and the user is evaluated again. What the user has claimed stays, and so does what only lost
 * a consent or a channel: products show it.
 */
public final class UnsentGrants {

    private static final String UNSENT = "STALE_AT_SEND";

    private static final String CLAIMED = """
            SELECT EXISTS (SELECT FROM event
                            WHERE user_no = :user AND occurred_at >= :decided AND payload->>'decision_id' = :decision
                              AND type IN ('incentive.claimed', 'incentive.activated', 'incentive.used')) AS yes
            """;

    private static final String VOID = """
            UPDATE incentive_grant SET voided_at = now(), void_reason = :reason
             WHERE person_no = :person AND decision_id = :decision AND NOT ghost AND voided_at IS NULL
            RETURNING grant_key
            """;

    /** The grant before it is the last again; where none is known, the last instant stays: rather too late than too soon. */
    private static final String FREE = """
            UPDATE reentry_state r
               SET grants = grants - 1, events = array_remove(events, d.occurrence),
                   last_at = CASE WHEN r.last_at > d.decided_at THEN r.last_at ELSE coalesce(b.decided_at, r.last_at) END,
                   last_occurrence = CASE WHEN r.last_at > d.decided_at THEN r.last_occurrence
                                          ELSE coalesce(b.occurrence, r.last_occurrence) END
              FROM decision d
              LEFT JOIN LATERAL (
                   SELECT e.decided_at, e.occurrence FROM decision e
                    WHERE e.user_no = d.user_no AND e.decided_at < d.decided_at AND :scope IN (e.playbook, e.rule)
                      AND e.outcome IN ('GRANTED', 'HOLDOUT_GLOBAL', 'CONTROL')
                      AND NOT EXISTS (SELECT FROM incentive_grant v
                                       WHERE v.decision_id = e.decision_id AND v.voided_at IS NOT NULL)
                    ORDER BY e.decided_at DESC LIMIT 1) b ON true
             WHERE d.decision_id = :decision
               AND r.person_no = :person AND r.user_no = :user AND r.scope = :scope AND r.grants > 1
            """;

    private final Transaction transaction;
    private final UUID decision;
    private final long userNo;
    private final long personNo;

    private UnsentGrants(Transaction transaction, UUID decision, long userNo, long personNo) {
        this.transaction = transaction;
        this.decision = decision;
        this.userNo = userNo;
        this.personNo = personNo;
    }

    /** Locks the person of an account, before any of his messages is written to; empty if the account is gone. */
    public static Optional<UnsentGrants> of(Transaction transaction, UUID decision, long userNo) {
        return transaction
                .sql("""
                        SELECT p.person_no FROM person p JOIN users u USING (person_no)
                         WHERE u.user_no = :user FOR UPDATE OF p
                        """)
                .bind("user", userNo)
                .first(row -> new UnsentGrants(transaction, decision, userNo, row.number("person_no")));
    }

    /** To be called in the transaction that ends a message as not sent. */
    public void settle() {
        if (isUntold() && !isClaimed()) {
            List<GrantKey> voided = transaction
                    .sql(VOID)
                    .bind("reason", UNSENT)
                    .bind("person", personNo)
                    .bind("decision", decision)
                    .list(row -> new GrantKey(row.text("grant_key")));
            voided.stream().map(UnsentGrants::scope).distinct().forEach(this::free);
            voided.forEach(this::giveBack);
            if (!voided.isEmpty()) {
                evaluateAgain();
            }
        }
    }

    private static String scope(GrantKey key) {
        return key.text().substring(0, key.text().indexOf('|'));
    }

    /** What the user has claimed at the wallet meanwhile is posted, and stays. */
    private void giveBack(GrantKey key) {
        Ledger ledger = new PostgresLedger(transaction);
        Instant now = transaction.sql("SELECT now() AS now").one(row -> row.instant("now"));
        ledger.live(key)
                .filter(grant -> !grant.state().posted())
                .ifPresent(grant -> ledger.move(grant.id(), Step.VOID, now));
    }

    private boolean isUntold() {
        List<UUID> messages = transaction
                .sql("SELECT jsonb_array_length(parts) AS parts FROM decision WHERE decision_id = :decision")
                .bind("decision", decision)
                .first(row -> row.integer("parts"))
                .map(parts -> IntStream.range(0, parts)
                        .mapToObj(part -> DecisionId.of(decision, part))
                        .toList())
                .orElse(List.of());
        return !messages.isEmpty()
                && transaction
                        .sql("""
                                SELECT coalesce(bool_and(state = :unsent) AND bool_or(reason <> ALL(:standing)), false) AS yes
                                  FROM outbox WHERE message_id = ANY(:messages)
                                """)
                        .bind("unsent", UNSENT)
                        .bind("standing", List.of(Reason.INELIGIBLE_CONSENT, Reason.CHANNEL_NO_LONGER_FIRST))
                        .bind("messages", messages)
                        .one(row -> row.flag("yes"));
    }

    private boolean isClaimed() {
        return transaction
                .sql("SELECT decided_at FROM decision WHERE decision_id = :decision")
                .bind("decision", decision)
                .first(row -> row.instant("decided_at"))
                .filter(decided -> transaction
                        .sql(CLAIMED)
                        .bind("user", userNo)
                        .bind("decided", decided)
                        .bind("decision", decision.toString())
                        .one(row -> row.flag("yes")))
                .isPresent();
    }

    private void free(String scope) {
        transaction
                .sql("""
                        DELETE FROM reentry_state
                         WHERE person_no = :person AND user_no = :user AND scope = :scope AND grants = 1
                        """)
                .bind("person", personNo)
                .bind("user", userNo)
                .bind("scope", scope)
                .update();
        transaction
                .sql(FREE)
                .bind("decision", decision)
                .bind("person", personNo)
                .bind("user", userNo)
                .bind("scope", scope)
                .update();
    }

    /** Whoever read this past before is overtaken, and the next run sees the user. */
    private void evaluateAgain() {
        transaction
                .sql("UPDATE decision_state SET revision = revision + 1 WHERE person_no = :person AND user_no = :user"
                        + " AND rule = (SELECT rule FROM decision WHERE decision_id = :decision)")
                .bind("person", personNo)
                .bind("user", userNo)
                .bind("decision", decision)
                .update();
        transaction
                .sql("UPDATE users SET changed_xid = pg_current_xact_id() WHERE user_no = :user")
                .bind("user", userNo)
                .update();
    }
}
