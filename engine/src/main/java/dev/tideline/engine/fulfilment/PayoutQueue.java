package dev.tideline.engine.fulfilment;

import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.promise.GrantGates;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Payouts that wait, in PostgreSQL. Leases and due times follow the database's clock; rows are skipped while another relay
 * holds them, and what a relay says of one counts only while it is still its own.
 */
final class PayoutQueue {

    private static final Duration BARRED = Duration.ofHours(1);

    /** What is to be taken back goes first; of one grant nothing is sent while something else of it is under way or goes first. */
    private static final String LEASE = """
            WITH back AS (
                SELECT payout_no FROM payout p
                WHERE state = 'READY' AND kind = 'TAKE_BACK' AND next_attempt_at <= now()
                    AND (leased_until IS NULL OR leased_until < now())
                    AND NOT EXISTS (SELECT FROM payout o WHERE o.grant_no = p.grant_no AND o.payout_no <> p.payout_no
                        AND o.state = 'READY' AND o.leased_until >= now())
                ORDER BY next_attempt_at, payout_no LIMIT :most FOR UPDATE SKIP LOCKED
            ), pay AS (
                SELECT payout_no FROM payout p
                WHERE state = 'READY' AND kind = 'PAY' AND next_attempt_at <= now()
                    AND (leased_until IS NULL OR leased_until < now())
                    AND NOT EXISTS (SELECT FROM payout o WHERE o.grant_no = p.grant_no AND o.kind = 'TAKE_BACK'
                        AND o.state = 'READY')
                ORDER BY next_attempt_at, payout_no
                LIMIT greatest(0, :most - (SELECT count(*) FROM back)) FOR UPDATE SKIP LOCKED
            )
            UPDATE payout SET leased_until = now() + interval '2 minutes', attempts = attempts + 1
            WHERE payout_no IN (SELECT payout_no FROM back UNION ALL SELECT payout_no FROM pay)
            RETURNING payout_no
            """;

    private final Database database;
    private final Incentives catalogue;
    private final GrantGates gates;

    /** A payout and the bytes that tell of it. */
    record Message(Payout payout, String body) {}

    PayoutQueue(Database database, Incentives catalogue, GrantGates gates) {
        this.database = database;
        this.catalogue = catalogue;
        this.gates = gates;
    }

    /**
     * Takes up to this many that are due, with what to send: fixed from the first attempt on. Who may not be paid now is looked
     * at again after an hour.
     */
    List<Message> lease(int most) {
        return database.inTransaction(transaction -> {
            List<Long> numbers =
                    transaction.sql(LEASE).bind("most", (long) most).list(row -> row.number("payout_no"));
            PayoutRows rows = new PayoutRows(transaction);
            Instant now = transaction.now();
            List<Payout> due = new ArrayList<>();
            for (Payout payout : rows.read(numbers)) {
                Instant at = due(payout);
                if (payout.attempts() == 1 && at.isAfter(now)) {
                    rows.postpone(payout, at);
                } else {
                    due.add(payout);
                }
            }
            return messages(transaction, rows, due, now);
        });
    }

    private List<Message> messages(Transaction transaction, PayoutRows rows, List<Payout> due, Instant now) {
        Map<Long, String> bodies =
                new HashMap<>(rows.bodies(due.stream().map(Payout::number).toList()));
        List<GrantKey> paid = due.stream()
                .filter(payout -> payout.kind() == Payout.Kind.PAY)
                .map(Payout::key)
                .toList();
        Map<GrantKey, Refusal> barred = gates.barred(transaction, paid, now);
        List<Message> messages = new ArrayList<>();
        for (Payout payout : due) {
            Refusal refusal = payout.kind() == Payout.Kind.PAY ? barred.get(payout.key()) : null;
            if (refusal != null) {
                rows.bar(payout, refusal.reason(), BARRED);
            } else {
                Incentive.Type type = payout.type(catalogue);
                messages.add(
                        new Message(payout, bodies.computeIfAbsent(payout.number(), number -> rows.fix(payout, type))));
            }
        }
        return messages;
    }

    /** What is taken back waits for nothing. */
    private Instant due(Payout payout) {
        Duration delay = catalogue
                .referred(payout.incentive())
                .map(found -> found.timing().payoutAfter())
                .orElse(Duration.ZERO);
        return payout.kind() == Payout.Kind.PAY ? payout.since().plus(delay) : payout.since();
    }

    /** What is to be written of a payout after an attempt. */
    record After(Payout payout, boolean ended, boolean taken, String cause, Duration pause) {}

    /** What came of a batch, to be written in one transaction. For one thread. */
    final class Results {

        private final List<After> all = new ArrayList<>();

        /** The wallet has taken back what it was asked to. */
        void done(Payout payout) {
            all.add(new After(payout, true, true, "", Duration.ZERO));
        }

        /** It was taken, and is told again after the pause unless it is acknowledged before. */
        void taken(Payout payout, Duration pause) {
            all.add(new After(payout, false, true, "", pause));
        }

        /** It is tried again after the pause. */
        void retry(Payout payout, String cause, Duration pause) {
            all.add(new After(payout, false, false, cause, pause));
        }

        void write() {
            if (!all.isEmpty()) {
                database.doInTransaction(transaction -> new PayoutRows(transaction).after(all));
            }
        }
    }

    /** Nothing is said yet of the batch. */
    Results results() {
        return new Results();
    }
}
