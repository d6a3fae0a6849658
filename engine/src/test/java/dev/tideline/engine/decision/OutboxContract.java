package dev.tideline.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every outbox does. */
public abstract class OutboxContract {

    protected static final Instant AT = Instant.parse("2026-03-31T20:30:00Z");
    protected static final Instant MORNING = Instant.parse("2026-04-01T05:00:00Z");

    /** An empty one, the same for the whole test. */
    protected abstract Outbox outbox();

    /** Whose transactions it gets. */
    protected abstract TestDatabase database();

    /** Ids of what it holds. */
    protected abstract List<UUID> held();

    @Test
    void keepsAMessageOnceHoweverOftenItIsPut() {
        put(message(1), message(2));
        put(message(2), message(3));
        assertThat(held()).containsExactlyInAnyOrder(new UUID(1, 1), new UUID(1, 2), new UUID(1, 3));
    }

    @Test
    void takesManyAtOnceAndNone() {
        put();
        assertThat(held()).isEmpty();
        TouchMessage[] many = new TouchMessage[1_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = message(i);
        }
        put(many);
        assertThat(held()).hasSize(many.length).doesNotHaveDuplicates();
    }

    protected final void put(TouchMessage... messages) {
        database().database().doInTransaction(transaction -> outbox().enqueue(transaction, List.of(messages)));
    }

    protected static TouchMessage message(long number) {
        return new TouchMessage(
                new UUID(1, number),
                new UUID(2, number),
                number,
                number,
                "u-" + number,
                "dormant-30-funded",
                "dormant-30-funded/offer-voucher",
                "abc",
                CandidateClass.PROMOTIONAL,
                TouchMessage.Kind.TOUCH,
                "fee-voucher-10",
                Channel.EMAIL,
                MORNING,
                MORNING.plusSeconds(86_400),
                List.of("fee-voucher-10"),
                List.of(),
                null,
                AT);
    }
}
