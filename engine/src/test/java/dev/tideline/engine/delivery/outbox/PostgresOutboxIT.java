package dev.tideline.engine.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.decision.Outbox;
import dev.tideline.engine.decision.OutboxContract;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PostgresOutboxIT extends OutboxContract {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private final PostgresOutbox outbox = new PostgresOutbox();

    @BeforeEach
    void empty() {
        DB.truncate("outbox");
    }

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
        return DB.database()
                .inTransaction(transaction ->
                        transaction.sql("select message_id from outbox").list(row -> row.uuid("message_id")));
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

    private static long count(String where) {
        return DB.database()
                .inTransaction(transaction -> transaction
                        .sql("select count(*) as n from outbox where " + where)
                        .one(row -> row.number("n")));
    }
}
