package dev.tideline.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.decision.TouchMessage;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PostgresOutboxIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Instant AT = Instant.parse("2026-03-31T20:30:00Z");
    private static final Instant MORNING = Instant.parse("2026-04-01T05:00:00Z");

    private final PostgresOutbox outbox = new PostgresOutbox();

    @BeforeEach
    void empty() {
        DB.truncate("outbox");
    }

    @Test
    void keepsAMessageOnceHoweverOftenItIsPut() {
        put(message(1), message(2));
        put(message(2), message(3));
        assertThat(count("true")).isEqualTo(3);
    }

    @Test
    void forgetsMessagesOfATransactionThatFailed() {
        try {
            DB.database().doInTransaction(transaction -> {
                outbox.enqueue(transaction, List.of(message(1)));
                throw new IllegalStateException("the commit fails");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("the commit fails");
        }
        assertThat(count("true")).isZero();
    }

    @Test
    void sendsNothingBeforeQuietHoursEnd() {
        put(message(1));
        assertThat(count("next_attempt_at = '" + MORNING + "'")).isEqualTo(1);
    }

    @Test
    void saysWhatToSendToWhomWithoutContactData() {
        JsonNode body = JsonMapper.shared().readTree(TouchBody.of(message(7)));
        assertThat(body.path("type").asString()).isEqualTo("touch.requested");
        assertThat(body.at("/data/user_id").asString()).isEqualTo("u-7");
        assertThat(body.at("/data/channel").asString()).isEqualTo("EMAIL");
        assertThat(body.at("/data/incentives/0").asString()).isEqualTo("fee-voucher-10");
        assertThat(body.at("/data/language").isNull()).isTrue();
    }

    private void put(TouchMessage... messages) {
        DB.database().doInTransaction(transaction -> outbox.enqueue(transaction, List.of(messages)));
    }

    private static long count(String where) {
        return DB.database()
                .inTransaction(transaction -> transaction
                        .sql("select count(*) as n from outbox where " + where)
                        .one(row -> row.number("n")));
    }

    private static TouchMessage message(long number) {
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
                null,
                AT);
    }
}
