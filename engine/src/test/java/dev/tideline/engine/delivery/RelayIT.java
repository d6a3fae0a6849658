package dev.tideline.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.tideline.engine.database.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

class RelayIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final List<Map<String, String>> seen = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private long count;
    private Answer answer = new Answer.Accepted();
    private Map<UUID, SendCheck.Obstacle> refused = Map.of();
    private Runnable onSend = () -> {};

    @BeforeEach
    void empty() {
        DB.truncate("outbox", "endpoint");
    }

    @Test
    void sendsEachMessageOnceWithAVerifiableSignature() throws Exception {
        UUID id = put("{\"touch\":1}", "0 seconds");
        assertThat(relay().sendBatch()).isEqualTo(1);
        assertThat(relay().sendBatch()).isZero();
        assertThat(text("state", id)).isEqualTo("DELIVERED");
        Map<String, String> headers = seen.get(0);
        assertThat(headers).containsEntry("webhook-id", "msg_" + id);
        new Webhook(SECRET)
                .verify(
                        bodies.get(0),
                        Map.of(
                                "webhook-id", List.of(headers.get("webhook-id")),
                                "webhook-timestamp", List.of(headers.get("webhook-timestamp")),
                                "webhook-signature", List.of(headers.get("webhook-signature"))));
    }

    @Test
    void repeatsUnderTheSameIdWithTheSameBodyAfterThePauseOfTheSchedule() {
        UUID id = put("{\"touch\":2}", "0 seconds");
        answer = new Answer.Failed("503", null);
        relay().sendBatch();
        assertThat(secondsUntilNext(id)).isBetween(1L, 5L);
        assertThat(relay().sendBatch()).isZero();
        makeDue(id);
        answer = new Answer.Accepted();
        relay().sendBatch();
        assertThat(text("state", id)).isEqualTo("DELIVERED");
        assertThat(text("reason", id)).isEmpty();
        assertThat(seen).hasSize(2);
        assertThat(seen.get(1).get("webhook-id")).isEqualTo(seen.get(0).get("webhook-id"));
        assertThat(bodies.get(1)).isEqualTo(bodies.get(0));
    }

    @Test
    void waitsAsLongAsTheReceiverAsks() {
        UUID id = put("{}", "0 seconds");
        answer = new Answer.Failed("429", Duration.ofMinutes(7));
        relay().sendBatch();
        assertThat(secondsUntilNext(id)).isBetween(400L, 420L);
    }

    @Test
    void putsAMessageAmongTheDeadLettersAfterTheLastAttempt() {
        UUID id = put("{}", "0 seconds");
        execute("update outbox set attempts = 9");
        answer = new Answer.Failed("500", null);
        relay().sendBatch();
        assertThat(text("state", id)).isEqualTo("DEAD");
    }

    @Test
    void sendsNothingToAnEndpointThatIsGoneAndLosesNothing() {
        UUID first = put("{}", "0 seconds");
        answer = new Answer.Gone();
        relay().sendBatch();
        assertThat(text("state", first)).isEqualTo("READY");
        UUID next = put("{}", "0 seconds");
        assertThat(relay().sendBatch()).isZero();
        assertThat(text("state", next)).isEqualTo("READY");
        answer = new Answer.Accepted();
        assertThat(relay("another address").sendBatch()).isEqualTo(2);
        assertThat(text("state", first)).isEqualTo("DELIVERED");
        assertThat(text("state", next)).isEqualTo("DELIVERED");
    }

    @Test
    void waitsForTheEndOfQuietHours() {
        put("{}", "1 hour");
        assertThat(relay().sendBatch()).isZero();
        assertThat(seen).isEmpty();
    }

    @Test
    void endsATouchThatNoLongerHoldsAsStale() {
        UUID id = put("{}", "0 seconds");
        refused = Map.of(id, new SendCheck.Obstacle.Stale("INELIGIBLE_CONSENT"));
        relay().sendBatch();
        assertThat(text("state", id)).isEqualTo("STALE_AT_SEND");
        assertThat(text("attempts::text", id)).isEqualTo("0");
        assertThat(seen).isEmpty();
    }

    @Test
    void noGateStopsANoticeOfSomethingDone() {
        UUID id = put("{}", "0 seconds");
        execute("update outbox set notice = true");
        refused = Map.of(id, new SendCheck.Obstacle.Stale("INELIGIBLE_CONSENT"));
        relay().sendBatch();
        assertThat(text("state", id)).isEqualTo("DELIVERED");
    }

    @Test
    void putsATouchOffThatWouldGoInTheNight() {
        UUID id = put("{}", "0 seconds");
        refused = Map.of(id, new SendCheck.Obstacle.Wait(Instant.now().plusSeconds(3_600)));
        relay().sendBatch();
        assertThat(text("state", id)).isEqualTo("READY");
        assertThat(secondsUntilNext(id)).isBetween(3_500L, 3_600L);
        assertThat(seen).isEmpty();
    }

    @Test
    void leavesAMessageAloneThatAnotherRelayHolds() {
        put("{}", "0 seconds");
        new PostgresOutboxQueue(DB.database()).lease(10);
        assertThat(relay().sendBatch()).isZero();
        execute("update outbox set leased_until = now() - interval '1 second'");
        assertThat(relay().sendBatch()).isEqualTo(1);
    }

    @Test
    void saysNothingOfAMessageThatAnotherRelayTookMeanwhile() {
        UUID id = put("{}", "0 seconds");
        List<Leased> others = new ArrayList<>();
        onSend = () -> {
            execute("update outbox set leased_until = now() - interval '1 second'");
            others.addAll(new PostgresOutboxQueue(DB.database()).lease(10));
        };
        for (Answer late : List.of(new Answer.Failed("503", null), new Answer.Accepted())) {
            answer = late;
            execute("update outbox set leased_until = null");
            assertThat(relay().sendBatch()).isEqualTo(1);
            assertThat(text("state", id)).isEqualTo("READY");
            assertThat(held(id)).isTrue();
        }
        new PostgresOutboxQueue(DB.database()).delivered(others.subList(1, 2));
        assertThat(text("state", id)).isEqualTo("DELIVERED");
    }

    @Test
    void takesNoMoreThanItCanSendWithinItsLease() {
        for (int i = 0; i < 70; i++) {
            put("{}", "0 seconds");
        }
        assertThat(relay().sendBatch()).isEqualTo(64);
        assertThat(relay().sendBatch()).isEqualTo(6);
    }

    private boolean held(UUID id) {
        return DB.database()
                .inTransaction(transaction -> transaction
                        .sql("select leased_until > now() as held from outbox where message_id = :id")
                        .bind("id", id)
                        .one(row -> row.flag("held")));
    }

    private Relay relay() {
        return relay("webhook");
    }

    private Relay relay(String endpoint) {
        Transport transport = (headers, body) -> {
            seen.add(headers);
            bodies.add(body);
            onSend.run();
            return Mono.just(answer);
        };
        SendCheck check = (List<Leased> messages, Instant asOf) -> refused;
        return new Relay(DB.database(), endpoint, new WebhookSigner(SECRET), transport, check, Clock.systemUTC());
    }

    private UUID put(String body, String delay) {
        UUID id = new UUID(1, ++count);
        execute("insert into outbox (message_id, decision_id, person_no, user_no, playbook, rule, channel, class, body,"
                + " not_before, next_attempt_at) values ('" + id + "', '" + id + "', 1, 1, 'p', 'p/r', 'EMAIL',"
                + " 'PROMOTIONAL', '" + body + "', now(), now() + interval '" + delay + "')");
        return id;
    }

    private void makeDue(UUID id) {
        execute("update outbox set next_attempt_at = now() where message_id = '" + id + "'");
    }

    private String text(String column, UUID id) {
        return DB.database()
                .inTransaction(transaction -> transaction
                        .sql("select " + column + " as found from outbox where message_id = :id")
                        .bind("id", id)
                        .one(row -> row.text("found")));
    }

    private long secondsUntilNext(UUID id) {
        return DB.database()
                .inTransaction(transaction -> transaction
                        .sql("select extract(epoch from next_attempt_at - now())::bigint as left from outbox"
                                + " where message_id = :id")
                        .bind("id", id)
                        .one(row -> row.number("left")));
    }

    private void execute(String sql) {
        DB.database().inTransaction(transaction -> transaction.execute(sql));
    }
}
