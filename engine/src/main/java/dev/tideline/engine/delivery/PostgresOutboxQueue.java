package dev.tideline.engine.delivery;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.store.UnsentGrants;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The outbox in PostgreSQL. Leases and due times follow the database's clock; rows are skipped while another relay holds
 * them. No two leases of a row end at the same instant, so that this instant tells who holds it.
 */
final class PostgresOutboxQueue implements OutboxQueue {

    private static final String LEASE = """
            update outbox set leased_until = now() + interval '2 minutes', attempts = attempts + 1
            where message_id in (
                select message_id from outbox
                where state = 'READY' and next_attempt_at <= now() and (leased_until is null or leased_until < now())
                order by next_attempt_at, message_id limit :most for update skip locked)
            returning *, coalesce(expires_at < now(), false) as expired
            """;

    private static final String HELD = " where message_id = :id and state = 'READY' and leased_until = :lease";

    private final Database database;
    private final Endpoints endpoints;

    PostgresOutboxQueue(Database database) {
        this.database = database;
        this.endpoints = new Endpoints(database);
    }

    @Override
    public List<Leased> lease(int most) {
        return database.inTransaction(
                transaction -> transaction.sql(LEASE).bind("most", (long) most).list(PostgresOutboxQueue::leased));
    }

    @Override
    public void delivered(List<Leased> messages) {
        if (messages.isEmpty()) {
            return;
        }
        database.inTransaction(transaction -> transaction
                .sql("update outbox set state = 'DELIVERED', reason = '', leased_until = null, ended_at = now()"
                        + " where message_id = any(cast(:ids as uuid[])) and state = 'READY' and leased_until = :lease")
                .bind("ids", messages.stream().map(Leased::id).toList())
                .bind("lease", messages.get(0).leasedUntil())
                .update());
    }

    @Override
    public void stale(Leased message, String reason) {
        database.doInTransaction(transaction -> {
            Optional<UnsentGrants> grants = UnsentGrants.of(transaction, message.decision(), message.userNo());
            if (end(transaction, message, "STALE_AT_SEND", reason) == 1) {
                grants.ifPresent(UnsentGrants::settle);
            }
        });
    }

    @Override
    public void wait(Leased message, Instant until) {
        database.inTransaction(transaction -> transaction
                .sql("update outbox set leased_until = null, attempts = attempts - 1, next_attempt_at = :until" + HELD)
                .bind("until", until)
                .bind("id", message.id())
                .bind("lease", message.leasedUntil())
                .update());
    }

    @Override
    public void giveUp(Leased message, String cause) {
        database.doInTransaction(transaction -> end(transaction, message, "DEAD", cause));
    }

    @Override
    public void retry(Leased message, String cause, Duration pause) {
        database.inTransaction(transaction -> transaction
                .sql("update outbox set leased_until = null, reason = :cause,"
                        + " next_attempt_at = now() + make_interval(secs => :seconds)" + HELD)
                .bind("cause", cause)
                .bind("seconds", pause.toSeconds())
                .bind("id", message.id())
                .bind("lease", message.leasedUntil())
                .update());
    }

    private static long end(Transaction transaction, Leased message, String state, String reason) {
        return transaction
                .sql("update outbox set state = :state, reason = :reason, leased_until = null, ended_at = now(),"
                        + " attempts = attempts - case when :state = 'STALE_AT_SEND' then 1 else 0 end" + HELD)
                .bind("state", state)
                .bind("reason", reason)
                .bind("id", message.id())
                .bind("lease", message.leasedUntil())
                .update();
    }

    @Override
    public void disable(String endpoint, String reason) {
        endpoints.disable(endpoint, reason);
    }

    @Override
    public boolean enabled(String endpoint) {
        return endpoints.enabled(endpoint);
    }

    private static Leased leased(Row row) throws SQLException {
        return new Leased(
                row.uuid("message_id"),
                row.uuid("decision_id"),
                row.number("person_no"),
                row.number("user_no"),
                row.text("playbook"),
                row.text("rule"),
                row.text("channel"),
                row.text("class"),
                row.text("body"),
                row.integer("attempts"),
                row.flag("expired"),
                row.instant("leased_until"),
                row.flag("notice"));
    }
}
