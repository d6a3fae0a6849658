package dev.tideline.engine.vesting;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.engine.ledger.store.PostgresLedger;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets grants lapse that nobody claimed in time. One that its user claimed, as an event tells, stands until it is to be used no
 * more, counted from the claim.
 */
final class Lapses {

    private final Incentives catalogue;

    Lapses(Incentives catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * A grant whose time is over.
     *
     * @param incentive version of its incentive
     * @param claimedAt when its user claimed it before that; null if no event tells of it
     */
    private record Due(
            GrantId id, String incentive, @Nullable Instant claimedAt) {

        /** When it is to be used no more, if that is still to come. */
        private Optional<Instant> usedBefore(Incentives catalogue, Instant now) {
            if (claimedAt == null) {
                return Optional.empty();
            }
            Duration within = catalogue
                    .referred(incentive)
                    .map(Incentive::timing)
                    .map(timing -> timing.useWithin())
                    .orElse(Duration.ZERO);
            return Optional.of(claimedAt.plus(within)).filter(now::isBefore);
        }
    }

    /** Of those that are due at an instant, the first. Returns how many they were. */
    int step(Transaction transaction, Instant now, int most) {
        Ledger ledger = new PostgresLedger(transaction);
        List<GrantId> lapsed = new ArrayList<>();
        List<Due> due = due(transaction, now, most);
        for (Due one : due) {
            one.usedBefore(catalogue, now)
                    .ifPresentOrElse(until -> ledger.lapsing(one.id(), until, now), () -> lapsed.add(one.id()));
        }
        ledger.move(lapsed, Step.EXPIRE, now);
        return due.size();
    }

    private static List<Due> due(Transaction transaction, Instant now, int most) {
        return transaction
                .sql("""
                        SELECT g.grant_no, g.incentive, min(e.occurred_at) AS claimed_at
                        FROM (SELECT * FROM ledger_grant WHERE state IN ('HELD', 'RESERVED') AND expires_at <= :now
                              ORDER BY expires_at, grant_no LIMIT :most FOR UPDATE SKIP LOCKED) g
                        LEFT JOIN incentive_grant i ON i.grant_key = g.grant_key AND i.voided_at IS NULL
                        LEFT JOIN event e ON g.state = 'RESERVED' AND e.user_no = i.user_no AND e.occurred_at >= i.at
                            AND e.occurred_at < g.expires_at AND e.type = 'incentive.claimed'
                            AND e.payload ->> 'decision_id' = i.decision_id::text
                        GROUP BY g.grant_no, g.incentive
                        ORDER BY g.grant_no
                        """)
                .bind("now", now)
                .bind("most", (long) most)
                .list(row -> new Due(
                        new GrantId(row.number("grant_no")),
                        row.text("incentive"),
                        row.optionalInstant("claimed_at").orElse(null)));
    }
}
