package dev.tideline.engine.decision.store;

import static dev.tideline.engine.arbitration.Given.NOON;
import static dev.tideline.engine.arbitration.Given.account;
import static dev.tideline.engine.arbitration.Given.candidate;
import static dev.tideline.engine.arbitration.Given.cooldown;
import static dev.tideline.engine.arbitration.Given.offer;
import static dev.tideline.engine.arbitration.Given.playbook;
import static dev.tideline.engine.arbitration.Given.touch;
import static dev.tideline.engine.arbitration.Given.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.engine.arbitration.Given;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.decision.PersonDecision;
import dev.tideline.engine.delivery.Answer;
import dev.tideline.engine.delivery.Leased;
import dev.tideline.engine.delivery.Relay;
import dev.tideline.engine.delivery.SendCheck;
import dev.tideline.engine.delivery.WebhookSigner;
import dev.tideline.engine.delivery.outbox.PostgresOutbox;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.candidate.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

final class UnsentGrantsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Candidate VOUCHER = candidate("a", offer("v5"), touch(Channel.PUSH), touch(Channel.EMAIL));
    private static final Instant LATER = NOON.plus(Duration.ofDays(31));

    private final PostgresDecisionStore store = new PostgresDecisionStore(new PostgresOutbox(), Given.limits());
    private final Terms terms =
            Given.terms(playbook("a").reentry(cooldown(Duration.ofDays(30))).terms());

    @BeforeEach
    void aPerson() {
        DB.truncate("decision", "decision_state", "reentry_state", "contact", "incentive_grant", "outbox", "event");
        DB.truncate("users", "person");
        execute("INSERT INTO person (person_id) VALUES ('p1')");
        execute("INSERT INTO users (user_id, person_no, timeline, first_seen_at) VALUES ('u1', 1, '', now())");
    }

    @Test
    void aGrantOfWhichNoTouchWentIsVoidedAndFreesCapsAndReEntry() {
        run(NOON);
        execute("UPDATE users SET changed_xid = '3'");
        send(Map.of("PUSH", Reason.RULE_NO_LONGER_HOLDS, "EMAIL", Reason.RULE_NO_LONGER_HOLDS));
        assertThat(parts())
                .containsExactly("INCENTIVE VOIDED STALE_AT_SEND", "TOUCH GRANTED GRANTED", "TOUCH GRANTED GRANTED");
        assertThat(history(NOON.plusSeconds(60)).incentives()).isEmpty();
        assertThat(history(NOON.plusSeconds(60)).scopes()).isEmpty();
        assertThat(lines("SELECT 'dirty' AS line FROM users WHERE changed_xid > '3'"))
                .hasSize(1);
        run(NOON.plus(Duration.ofDays(2)));
        assertThat(lines("SELECT grant_key AS line FROM incentive_grant WHERE voided_at IS NULL"))
                .containsExactly("a|v5|p1|#1");
    }

    @Test
    void theGrantBeforeItCountsAgain() {
        run(NOON);
        send(Map.of());
        run(LATER);
        send(Map.of("PUSH", Reason.PLAYBOOK_PAUSED, "EMAIL", Reason.PLAYBOOK_PAUSED));
        assertThat(history(LATER.plusSeconds(60)).scopes())
                .containsExactly(Map.entry("a", new PersonHistory.ScopePast(1, NOON, "#1")));
    }

    @Test
    void aGrantStandsIfOneTouchWent() {
        run(NOON);
        send(Map.of("PUSH", Reason.RULE_NO_LONGER_HOLDS));
        assertThat(parts()).contains("INCENTIVE GRANTED GRANTED");
    }

    @Test
    void aGrantStandsIfOnlyConsentIsMissingOrTheUserHasClaimedIt() {
        run(NOON);
        send(Map.of("PUSH", Reason.INELIGIBLE_CONSENT, "EMAIL", Reason.INELIGIBLE_CONSENT));
        assertThat(parts()).contains("INCENTIVE GRANTED GRANTED");
        execute("UPDATE outbox SET state = 'READY', next_attempt_at = now()");
        execute("""
                INSERT INTO event (event_id, user_no, type, occurred_at, received_at, source, schema_version, payload)
                SELECT gen_random_uuid(), 1, 'incentive.claimed', decided_at + interval '1 hour', now(), 'product', 1,
                       jsonb_build_object('decision_id', decision_id)
                  FROM decision
                """);
        send(Map.of("PUSH", Reason.RULE_NO_LONGER_HOLDS, "EMAIL", Reason.RULE_NO_LONGER_HOLDS));
        assertThat(parts()).contains("INCENTIVE GRANTED GRANTED");
    }

    private void run(Instant asOf) {
        DB.database().doInTransaction(transaction -> {
            PersonHistory history =
                    store.histories(transaction, List.of(1L), asOf).getOrDefault(1L, PersonHistory.NONE);
            PersonCase person = new PersonCase(1, "p1", List.of(account(1, user("u1"), VOUCHER)), history);
            PersonDecision decision = new PersonDecision(person, new Arbiter(terms).arbitrate(person, asOf));
            assertThat(store.commit(transaction, DecisionFixture.context(terms, asOf, VOUCHER), List.of(decision))
                            .written())
                    .isEqualTo(1);
        });
        execute("UPDATE outbox SET next_attempt_at = now(), expires_at = null WHERE state = 'READY'");
    }

    /** Takes all that is ready through a relay whose check finds this in the way, by channel. */
    private static void send(Map<String, String> obstacles) {
        SendCheck check = (messages, asOf) -> {
            Map<UUID, SendCheck.Obstacle> found = new HashMap<>();
            for (Leased message : messages) {
                String reason = obstacles.get(message.channel());
                if (reason != null) {
                    found.put(message.id(), new SendCheck.Obstacle.Stale(reason));
                }
            }
            return found;
        };
        int sent = new Relay(
                        DB.database(),
                        "webhook",
                        new WebhookSigner("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                        (headers, body) -> Mono.just(new Answer.Accepted()),
                        check,
                        Clock.systemUTC())
                .sendBatch();
        assertThat(sent).isEqualTo(2);
    }

    private PersonHistory history(Instant asOf) {
        return DB.database()
                .inTransaction(transaction -> store.histories(transaction, List.of(1L), asOf))
                .getOrDefault(1L, PersonHistory.NONE);
    }

    private static List<String> parts() {
        PostgresDecisionReader reader = new PostgresDecisionReader(DB.database().client());
        assertThat(reader.ofUser("u1", null, 1).block(Duration.ofSeconds(10)).decisions())
                .isNotEmpty();
        return lines("""
                SELECT concat_ws(' ', part->>'kind', part->>'outcome', part->>'reason') AS line
                  FROM report.decisions, jsonb_array_elements(parts) AS part
                """);
    }

    private static List<String> lines(String sql) {
        return DB.database().inTransaction(transaction -> transaction.sql(sql).list(row -> row.text("line")));
    }

    private static void execute(String sql) {
        DB.database().doInTransaction(transaction -> transaction.execute(sql));
    }
}
