package dev.tideline.engine.decision;

import dev.tideline.engine.database.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;

class MemoryOutboxIT extends OutboxContract {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private final MemoryOutbox outbox = new MemoryOutbox();

    @Override
    protected Outbox outbox() {
        return outbox;
    }

    @Override
    protected TestDatabase database() {
        return DB;
    }

    @Override
    protected List<UUID> held() {
        return outbox.messages().stream().map(TouchMessage::id).toList();
    }
}
