package dev.tideline.engine.decision;

import dev.tideline.engine.database.Transaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An outbox that only remembers. It knows no rollback. */
public final class MemoryOutbox implements Outbox {

    private final Map<UUID, TouchMessage> messages = new LinkedHashMap<>();

    @Override
    public void enqueue(Transaction transaction, List<TouchMessage> more) {
        more.forEach(message -> messages.putIfAbsent(message.id(), message));
    }

    /** What it holds, oldest first. */
    public List<TouchMessage> messages() {
        return List.copyOf(messages.values());
    }
}
