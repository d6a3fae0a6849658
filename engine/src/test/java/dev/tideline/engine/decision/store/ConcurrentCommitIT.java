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
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.decision.DecisionStore.Committed;
import dev.tideline.engine.decision.PersonDecision;
import dev.tideline.engine.delivery.outbox.PostgresOutbox;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.candidate.Channel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two runs decide for the same person at once, each over a connection of its own and from the same past. */
class ConcurrentCommitIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private final DecisionStore store = new PostgresDecisionStore(new PostgresOutbox(), Given.limits());
    private final CyclicBarrier bothHaveRead = new CyclicBarrier(2);

    @BeforeEach
    void onePerson() {
        DB.truncate(
                "decision",
                "decision_state",
                "reentry_state",
                "contact",
                "incentive_grant",
                "outbox",
                "users",
                "person");
        DB.database().doInTransaction(t -> {
            t.execute("INSERT INTO person (person_id) VALUES ('p1')");
            t.execute("""
                    INSERT INTO users (user_id, person_no, timeline, first_seen_at) VALUES ('u1', 1, '', now())""");
        });
    }

    /** On a thread of its own: the two runs wait for each other, and a shared pool may have one thread only. */
    private CompletableFuture<Long> run(Terms terms, Candidate candidate) {
        return CompletableFuture.supplyAsync(
                () -> DB.database().inTransaction(transaction -> commit(transaction, terms, candidate)),
                task -> new Thread(task, "run").start());
    }

    private long commit(Transaction transaction, Terms terms, Candidate candidate) {
        PersonDecision decided = decide(transaction, terms, candidate);
        await();
        Committed first = store.commit(transaction, DecisionFixture.context(terms, NOON, candidate), List.of(decided));
        if (first.overtaken().isEmpty()) {
            return first.written();
        }
        assertThat(first.written()).isZero();
        PersonDecision again = decide(transaction, terms, candidate);
        Committed second = store.commit(transaction, DecisionFixture.context(terms, NOON, candidate), List.of(again));
        assertThat(second.overtaken()).isEmpty();
        return second.written();
    }

    private PersonDecision decide(Transaction transaction, Terms terms, Candidate candidate) {
        PersonHistory history = store.histories(transaction, List.of(1L), NOON).getOrDefault(1L, PersonHistory.NONE);
        PersonCase person = new PersonCase(1, "p1", List.of(account(1, user("u1"), candidate)), history);
        return new PersonDecision(person, new Arbiter(terms).arbitrate(person, NOON));
    }

    private void await() {
        try {
            bothHaveRead.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("The other run has not read", e);
        }
    }

    private static List<String> lines(String sql) {
        return DB.database().inTransaction(t -> t.sql(sql).list(row -> row.text("line")));
    }

    @RepeatedTest(10)
    void theSamePlaybookGrantsOnce() {
        Terms terms =
                Given.terms(playbook("a").reentry(cooldown(Duration.ofDays(30))).terms());
        Candidate voucher = candidate("a", offer("v5"), touch(Channel.PUSH), touch(Channel.EMAIL));
        CompletableFuture<Long> one = run(terms, voucher);
        CompletableFuture<Long> other = run(terms, voucher);
        assertThat(one.join() + other.join()).isEqualTo(2);
        assertThat(lines("SELECT reason AS line FROM decision ORDER BY 1")).containsExactly("COOLDOWN", "GRANTED");
        assertThat(lines("SELECT grant_key AS line FROM incentive_grant")).containsExactly("a|v5|p1|#1");
        assertThat(lines("SELECT channel AS line FROM outbox ORDER BY 1")).containsExactly("EMAIL", "PUSH");
        assertThat(lines("SELECT grants::text AS line FROM reentry_state")).containsExactly("1");
    }

    @RepeatedTest(10)
    void twoPlaybooksStayWithinTheCapsTogether() {
        Candidate first = candidate("a", offer("v40"), touch(Channel.PUSH));
        Candidate second = candidate("b", offer("v40"), touch(Channel.PUSH), touch(Channel.EMAIL));
        CompletableFuture<Long> one = run(Given.terms(playbook("a").terms()), first);
        CompletableFuture<Long> other = run(Given.terms(playbook("b").terms()), second);
        assertThat(one.join() + other.join()).isEqualTo(2);
        assertThat(lines("SELECT outcome AS line FROM decision ORDER BY 1")).containsExactly("DROPPED", "GRANTED");
        assertThat(lines("SELECT sum(face_value)::text AS line FROM incentive_grant"))
                .containsExactly("40");
        assertThat(lines("SELECT channel AS line FROM contact")).containsOnlyOnce("PUSH");
    }
}
