package dev.tideline.engine.delivery.outbox;

import dev.tideline.engine.database.CopyWriter;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.Outbox;
import dev.tideline.engine.decision.TouchMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Puts touches into the table {@code outbox}, in the transaction that commits their decisions. */
public final class PostgresOutbox implements Outbox {

    private static final String COLUMNS = "message_id, decision_id, person_no, user_no, playbook, rule, channel, class,"
            + " body, not_before, expires_at, next_attempt_at";

    @Override
    public void enqueue(Transaction transaction, List<TouchMessage> messages) {
        Map<UUID, TouchMessage> fresh = new LinkedHashMap<>();
        messages.forEach(message -> fresh.putIfAbsent(message.id(), message));
        if (fresh.isEmpty()) {
            return;
        }
        transaction
                .sql("select message_id from outbox where message_id = any(:ids)")
                .bind("ids", List.copyOf(fresh.keySet()))
                .list(row -> row.uuid("message_id"))
                .forEach(fresh::remove);
        try (CopyWriter copy = transaction.copyIn("outbox (" + COLUMNS + ")")) {
            fresh.values().forEach(message -> write(copy, message));
            copy.finish();
        }
    }

    private static void write(CopyWriter copy, TouchMessage message) {
        copy.rows()
                .row(12)
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
                .instant(message.expiresAt())
                .instant(message.notBefore());
        copy.flushIfFull();
    }
}
