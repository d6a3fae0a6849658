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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.engine.arbitration.Given;
import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.given.PersonHistory.Contact;
import dev.tideline.engine.arbitration.given.PersonHistory.ScopePast;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionReader.Page;
import dev.tideline.engine.decision.DecisionStore.AccountRule;
import dev.tideline.engine.decision.DecisionStore.Committed;
import dev.tideline.engine.decision.MemoryOutbox;
import dev.tideline.engine.decision.PersonDecision;
import dev.tideline.engine.decision.RunContext;
import dev.tideline.engine.decision.StoredDecision;
import dev.tideline.engine.decision.TouchMessage;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.candidate.Channel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresDecisionStoreIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Candidate VOUCHER = candidate("a", offer("v5"), touch(Channel.PUSH), touch(Channel.EMAIL));
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final MemoryOutbox outbox = new MemoryOutbox();
    private final PostgresDecisionStore store = new PostgresDecisionStore(outbox, Given.limits());
    private final Terms terms =
            Given.terms(playbook("a").reentry(cooldown(Duration.ofDays(30))).terms());

    @BeforeEach
    void twoPersons() {
        DB.truncate("decision", "decision_state", "reentry_state", "contact", "incentive_grant", "users", "person");
        DB.database().doInTransaction(t -> {
            t.execute("INSERT INTO person (person_id) VALUES ('p1'), ('p2')");
            t.execute("""
                    INSERT INTO users (user_id, person_no, timeline, first_seen_at)
                    VALUES ('u1', 1, '', now()), ('u2', 2, '', now())""");
        });
    }

    private static RunContext context(Terms terms, Instant asOf) {
        return DecisionFixture.context(terms, asOf, VOUCHER);
    }

    private PersonDecision decide(Transaction t, long number, Instant asOf, Candidate... candidates) {
        PersonHistory history = store.histories(t, List.of(number), asOf).getOrDefault(number, PersonHistory.NONE);
        AccountCase account = account(number, user("u" + number), candidates);
        PersonCase person = new PersonCase(number, "p" + number, List.of(account), history);
        return new PersonDecision(person, new Arbiter(terms).arbitrate(person, asOf));
    }

    private Committed run(Instant asOf, Candidate... candidates) {
        return DB.database()
                .inTransaction(t -> store.commit(t, context(terms, asOf), List.of(decide(t, 1, asOf, candidates))));
    }

    private PersonHistory history(Instant asOf) {
        return DB.database()
                .inTransaction(t -> store.histories(t, List.of(1L, 2L), asOf))
                .getOrDefault(1L, PersonHistory.NONE);
    }

    private static long count(String table) {
        return DB.database()
                .inTransaction(t -> t.sql("SELECT count(*) AS n FROM " + table).one(row -> row.number("n")));
    }

    @Test
    void aGrantLeavesItsStateContactsGrantsAndMessages() {
        Committed committed = run(NOON, VOUCHER);
        assertThat(committed.written()).isEqualTo(1);
        assertThat(committed.overtaken()).isEmpty();

        PersonHistory history = history(NOON.plusSeconds(60));
        assertThat(history.scopes()).containsExactly(Map.entry("a", new ScopePast(1, NOON, "#1")));
        assertThat(history.contacts())
                .containsExactlyInAnyOrder(new Contact(NOON, Channel.PUSH), new Contact(NOON, Channel.EMAIL));
        assertThat(history.incentives()).containsExactly(new PersonHistory.Grant(NOON, new BigDecimal("5"), "v5", "a"));
        assertThat(history.last().get(1L).get("a/rule").outcome()).isEqualTo(Outcome.GRANTED);
        assertThat(history.revision()).isEqualTo(1);
        assertThat(outbox.messages()).extracting(TouchMessage::channel).containsExactly(Channel.PUSH, Channel.EMAIL);
        assertThat(outbox.messages()).allMatch(message -> message.incentives().equals(List.of("v5")));
        String key = DB.database()
                .inTransaction(
                        t -> t.sql("SELECT grant_key FROM incentive_grant").one(row -> row.text("grant_key")));
        assertThat(key).isEqualTo("a|v5|p1|#1");
    }

    @Test
    void writesAgainOnlyWhenOutcomeReasonOrVersionDiffer() {
        UUID granted = run(NOON, VOUCHER).ids().get(new AccountRule(1, "a/rule"));
        assertThat(run(NOON.plusSeconds(3600), VOUCHER).written()).isEqualTo(1);
        Committed third = run(NOON.plusSeconds(7200), VOUCHER);
        assertThat(third.written()).isZero();
        assertThat(third.ids()).containsOnlyKeys(new AccountRule(1, "a/rule"));
        assertThat(third.ids()).doesNotContainValue(granted);
        assertThat(count("decision")).isEqualTo(2);
    }

    @Test
    void grantsAgainAfterTheCooldown() {
        run(NOON, VOUCHER);
        Instant later = NOON.plus(Duration.ofDays(30));
        assertThat(run(later, VOUCHER).written()).isEqualTo(1);
        assertThat(history(later).scopes()).containsExactly(Map.entry("a", new ScopePast(2, later, "#2")));
        assertThat(count("incentive_grant")).isEqualTo(2);
    }

    @Test
    void theLastGrantIsTheLatestThoughAnEarlierOneIsWrittenAfterIt() {
        Candidate offer = candidate("a", offer("v5"));
        Instant later = NOON.plusSeconds(1);
        run(later, offer);
        Terms often = Given.terms(playbook("a").reentry(cooldown(Duration.ZERO)).terms());
        DB.database().doInTransaction(t -> {
            PersonHistory past = store.histories(t, List.of(1L), NOON).get(1L);
            PersonCase person = new PersonCase(1, "p1", List.of(account(1, user("u1"), offer)), past);
            store.commit(
                    t,
                    context(often, NOON),
                    List.of(new PersonDecision(person, new Arbiter(often).arbitrate(person, NOON))));
        });
        assertThat(history(later).scopes()).containsExactly(Map.entry("a", new ScopePast(2, later, "#1")));
    }

    @Test
    void aCommitFromAnOldPastIsHandedBack() {
        PersonDecision old = DB.database().inTransaction(t -> decide(t, 1, NOON, VOUCHER));
        run(NOON, VOUCHER);
        Committed second = DB.database().inTransaction(t -> store.commit(t, context(terms, NOON), List.of(old)));
        assertThat(second.overtaken()).containsExactly(1L);
        assertThat(second.written()).isZero();
        assertThat(second.ids()).isEmpty();
        assertThat(count("decision")).isEqualTo(1);
        assertThat(outbox.messages()).hasSize(2);
    }

    @Test
    void aFailureInTheOutboxLeavesNothing() {
        PostgresDecisionStore failing = new PostgresDecisionStore(
                (transaction, messages) -> {
                    throw new IllegalStateException("full");
                },
                Given.limits());
        assertThatThrownBy(() -> DB.database()
                        .inTransaction(
                                t -> failing.commit(t, context(terms, NOON), List.of(decide(t, 1, NOON, VOUCHER)))))
                .hasMessage("full");
        assertThat(count("decision")).isZero();
        assertThat(count("contact")).isZero();
    }

    @Test
    void makesThePartitionOfAnyMonth() {
        Instant past = Instant.parse("2019-02-28T23:59:59Z");
        run(past, VOUCHER);
        assertThat(count("decision_2019_02")).isEqualTo(1);
    }

    @Test
    void readsPagesLatestFirst() {
        run(NOON, VOUCHER);
        run(NOON.plusSeconds(3600), VOUCHER);
        run(NOON.plus(Duration.ofDays(30)), VOUCHER);
        PostgresDecisionReader reader = new PostgresDecisionReader(DB.database().client());

        Page first = reader.ofUser("u1", null, 2).block(WAIT);
        assertThat(first.decisions()).extracting(StoredDecision::reason).containsExactly("GRANTED", "COOLDOWN");
        Page second = reader.ofUser("u1", first.next(), 2).block(WAIT);
        assertThat(second.decisions()).extracting(StoredDecision::decidedAt).containsExactly(NOON);
        assertThat(second.next()).isNull();
        assertThat(reader.ofUser("nobody", null, 2).block(WAIT).decisions()).isEmpty();

        StoredDecision one = second.decisions().get(0);
        assertThat(one.personId()).isEqualTo("p1");
        assertThat(one.runNo()).isEqualTo(7);
        assertThat(one.probability()).isEqualTo(new BigDecimal("1.0000"));
        assertThat(one.inputs())
                .startsWith(
                        "{\"as_of\":\"2026-03-10T12:00:00Z\",\"user\":{\"last_trade_at\":\"null\",\"total_asset\":\"0\"}")
                .contains("\"consent_push\":\"GRANTED\"");
        assertThat(one.parts()).contains("\"grant_key\": \"a|v5|p1|#1\"", "\"asset\": \"USDT\"");
    }

    @Test
    void refusesACursorThatIsNotOneOfOurs() {
        PostgresDecisionReader reader = new PostgresDecisionReader(DB.database().client());
        for (String cursor : List.of("x", "####", "AAAA", "")) {
            assertThatThrownBy(() -> reader.ofUser("u1", cursor, 2).block(WAIT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("that this very query gave");
        }
    }

    @Test
    void ghostsCountInTheCapsAndAreNotSent() {
        Terms held = Given.terms(playbook("a").control(100).terms());
        DB.database().doInTransaction(t -> {
            AccountCase account = account(1, user("u1"), VOUCHER);
            PersonCase person = new PersonCase(1, "p1", List.of(account), PersonHistory.NONE);
            store.commit(
                    t,
                    context(held, NOON),
                    List.of(new PersonDecision(person, new Arbiter(held).arbitrate(person, NOON))));
        });
        PersonHistory history = history(NOON);
        assertThat(outbox.messages()).isEmpty();
        assertThat(history.contacts()).hasSize(2);
        assertThat(history.incentives()).hasSize(1);
        assertThat(history.scopes().get("a").grants()).isEqualTo(1);
        assertThat(count("contact WHERE ghost")).isEqualTo(2);
    }

    @Test
    void contactsOfBeforeTheWindowsAreNotRead() {
        run(NOON, VOUCHER);
        PersonHistory later = history(NOON.plus(Duration.ofDays(101)));
        assertThat(later.contacts()).isEmpty();
        assertThat(later.incentives()).isEmpty();
        assertThat(later.scopes()).hasSize(1);
    }

    @Test
    void aUserWhoLeavesNoLongerStands() {
        Terms first = Given.terms(playbook("a").entering().firstRun().terms());
        DB.database().doInTransaction(t -> {
            PersonCase person = new PersonCase(1, "p1", List.of(account(1, user("u1"), VOUCHER)), PersonHistory.NONE);
            store.commit(
                    t,
                    context(first, NOON),
                    List.of(new PersonDecision(person, new Arbiter(first).arbitrate(person, NOON))));
        });
        assertThat(history(NOON).last().get(1L).get("a/rule").standing()).isTrue();
        assertThat(run(NOON).written()).isZero();
        assertThat(history(NOON).last().get(1L).get("a/rule").standing()).isFalse();
        assertThat(history(NOON).revision()).isEqualTo(2);
    }
}
