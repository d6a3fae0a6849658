package dev.tideline.engine.fulfilment;

import dev.tideline.engine.database.Database;
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

    private static final String LEASE = """
            UPDATE payout SET leased_until = now() + interval '2 minutes', attempts = attempts + 1
            WHERE payout_no IN (
                SELECT payout_no FROM payout
                WHERE state = 'READY' AND next_attempt_at <= now() AND (leased_until IS NULL OR leased_until < now())
                ORDER BY next_attempt_at, payout_no LIMIT :most FOR UPDATE SKIP LOCKED)
            RETURNING payout_no
            """;

    private static final String HELD = " WHERE payout_no = :number AND state = 'READY' AND leased_until = :lease";

    private final Database database;
    private final PayoutDelay delay;

    /** A payout and the bytes that tell of it. */
    record Message(Payout payout, String body) {}

    PayoutQueue(Database database, PayoutDelay delay) {
        this.database = database;
        this.delay = delay;
    }

    /** Takes up to this many that are due, with what to send: fixed from the first attempt on. */
    List<Message> lease(int most) {
        return database.inTransaction(transaction -> {
            List<Long> numbers =
                    transaction.sql(LEASE).bind("most", (long) most).list(row -> row.number("payout_no"));
            PayoutRows rows = new PayoutRows(transaction);
            Map<Long, String> bodies = new HashMap<>(rows.bodies(numbers));
            Instant now = transaction.now();
            List<Message> messages = new ArrayList<>();
            for (Payout payout : rows.read(numbers)) {
                Instant due = payout.kind() == Payout.Kind.PAY ? delay.after(payout) : payout.since();
                if (payout.attempts() == 1 && due.isAfter(now)) {
                    rows.postpone(payout, due);
                } else {
                    String body = bodies.computeIfAbsent(payout.number(), number -> rows.fix(payout));
                    messages.add(new Message(payout, body));
                }
            }
            return messages;
        });
    }

    /** The wallet has taken back what it was asked to. */
    void done(Payout payout) {
        database.inTransaction(transaction -> transaction
                .sql("UPDATE payout SET state = 'ACKNOWLEDGED', reason = '', leased_until = NULL, ended_at = now()"
                        + HELD)
                .bind("number", payout.number())
                .bind("lease", payout.leasedUntil())
                .update());
    }

    /** It was taken, and is told again after the pause unless it is acknowledged before. */
    void taken(Payout payout, Duration pause) {
        later(payout, "", "coalesce(taken_at, now())", pause);
    }

    /** It is tried again after the pause. */
    void retry(Payout payout, String cause, Duration pause) {
        later(payout, cause, "taken_at", pause);
    }

    private void later(Payout payout, String cause, String taken, Duration pause) {
        database.inTransaction(transaction -> transaction
                .sql("UPDATE payout SET leased_until = NULL, reason = :cause, taken_at = " + taken
                        + ", next_attempt_at = now() + make_interval(secs => :seconds)" + HELD)
                .bind("cause", cause)
                .bind("seconds", pause.toSeconds())
                .bind("number", payout.number())
                .bind("lease", payout.leasedUntil())
                .update());
    }
}
