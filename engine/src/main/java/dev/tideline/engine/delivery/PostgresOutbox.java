package dev.tideline.engine.delivery;

import dev.tideline.engine.database.CopyWriter;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.Outbox;
import dev.tideline.engine.decision.TouchMessage;
import java.util.List;

/** Puts touches into the table {@code outbox}, in the transaction that commits their decisions. */
public final class PostgresOutbox implements Outbox {

    private static final String STAGE = """
            create temporary table if not exists outbox_stage (
                message_id uuid, decision_id uuid, person_no bigint, user_no bigint, playbook text, rule text,
                channel text, class text, body text, not_before timestamptz, expires_at timestamptz
            ) on commit delete rows
            """;
    private static final String TAKE = """
            insert into outbox (message_id, decision_id, person_no, user_no, playbook, rule, channel, class, body,
                not_before, expires_at, next_attempt_at)
            select message_id, decision_id, person_no, user_no, playbook, rule, channel, class, body,
                not_before, expires_at, not_before
            from outbox_stage
            on conflict (message_id) do nothing
            """;
    private static final int COLUMNS = 11;

    @Override
    public void enqueue(Transaction transaction, List<TouchMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        transaction.execute(STAGE);
        try (CopyWriter copy = transaction.copyIn("outbox_stage")) {
            messages.forEach(message -> write(copy, message));
            copy.finish();
        }
        transaction.execute(TAKE);
        transaction.execute("truncate outbox_stage");
    }

    private static void write(CopyWriter copy, TouchMessage message) {
        copy.rows()
                .row(COLUMNS)
                .uuid(message.id())
                .uuid(message.decision())
                .bigint(message.personNo())
                .bigint(message.userNo())
                .text(message.playbook())
                .text(message.rule())
                .text(message.channel().name())
                .text(message.candidateClass().name())
                .text(TouchBody.of(message))
                .instant(message.notBefore())
                .instant(message.expiresAt());
        copy.flushIfFull();
    }
}
