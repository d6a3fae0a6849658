package dev.tideline.engine.decision.store;

import static dev.tideline.engine.arbitration.Given.NOON;
import static dev.tideline.engine.arbitration.Given.account;
import static dev.tideline.engine.arbitration.Given.candidate;
import static dev.tideline.engine.arbitration.Given.offer;
import static dev.tideline.engine.arbitration.Given.playbook;
import static dev.tideline.engine.arbitration.Given.touch;
import static dev.tideline.engine.arbitration.Given.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.engine.arbitration.Given;
import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.PersonDecision;
import dev.tideline.engine.delivery.outbox.PostgresOutbox;
import dev.tideline.engine.ingest.FeedImport;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.playbook.reentry.ReEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of the past of an account whose feed row names another person. */
class AccountMovesIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Candidate VOUCHER = candidate("a", offer("v5"), touch(Channel.PUSH));
    private static final Vocabulary VOCABULARY = Vocabulary.shipped();

    private final PostgresDecisionStore store = new PostgresDecisionStore(new PostgresOutbox(), Given.limits());
    private final Terms onceEver = Given.terms(playbook("a")
            .reentry(new ReEntry(new ReEntry.Occurrence.Ever(), Duration.ZERO, Integer.MAX_VALUE))
            .terms());
    private final Terms eachReturn = Given.terms(playbook("a")
            .reentry(new ReEntry(new ReEntry.Occurrence.Event("lastReturnAt"), Duration.ZERO, Integer.MAX_VALUE))
            .terms());
    private final Terms twice = Given.terms(playbook("a")
            .reentry(new ReEntry(new ReEntry.Occurrence.Any(), Duration.ZERO, 2))
            .terms());

    @BeforeEach
    void threeAccountsOfTheirOwn() throws IOException {
        DB.truncate(
                "decision",
                "decision_state",
                "reentry_state",
                "contact",
                "incentive_grant",
                "outbox",
                "users",
                "person",
                "intake",
                "source_watermark");
        feed("u1", "");
        feed("u2", "");
        feed("u3", "");
    }

    private static void feed(String user, String person) throws IOException {
        String body = "user_id,snapshot_date,person_id\n" + user + ",2026-03-10," + person + "\n";
        new FeedImport(DB.database(), Days.UTC, VOCABULARY, FieldSources.shipped(VOCABULARY), IngestLimits.STANDARD)
                .take(FeedImport.Format.CSV, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), NOON);
    }

    /** Decides for the person of an account and all his accounts; gives the reasons in the order of accounts. */
    private List<String> run(Terms terms, String user, Instant asOf) {
        return DB.database().inTransaction(t -> {
            PersonDecision decided = decide(t, terms, user, asOf);
            store.commit(t, DecisionFixture.context(terms, asOf, VOUCHER), List.of(decided));
            return decided.arbitration().candidates().stream()
                    .map(result -> result.userId() + " " + result.reason())
                    .sorted()
                    .toList();
        });
    }

    private PersonDecision decide(Transaction t, Terms terms, String user, Instant asOf) {
        long number = t.sql("SELECT person_no FROM users WHERE user_id = :user")
                .bind("user", user)
                .one(row -> row.number("person_no"));
        List<AccountCase> accounts = new ArrayList<>();
        t.sql("SELECT user_no, user_id FROM users WHERE person_no = :number ORDER BY user_no")
                .bind("number", number)
                .list(row -> accounts.add(returned(row.number("user_no"), row.text("user_id"))));
        String id = t.sql("SELECT person_id FROM person WHERE person_no = :number")
                .bind("number", number)
                .one(row -> row.text("person_id"));
        PersonHistory history = store.histories(t, List.of(number), asOf).getOrDefault(number, PersonHistory.NONE);
        return new PersonDecision(
                new PersonCase(number, id, accounts, history),
                new Arbiter(terms).arbitrate(new PersonCase(number, id, accounts, history), asOf));
    }

    /** An account whose last return is his own. */
    private static AccountCase returned(long number, String id) {
        int slot = Given.SCHEMA.require("last_return_at").slot();
        return account(number, user(id, facts -> facts.number(slot, id.hashCode())), VOUCHER);
    }

    private static List<String> lines(String sql) {
        return DB.database().inTransaction(t -> t.sql(sql).list(row -> row.text("line")));
    }

    private static Instant after(int days) {
        return NOON.plus(Duration.ofDays(days));
    }

    @Test
    void kycDoesNotGrantAgain() throws IOException {
        assertThat(run(onceEver, "u1", NOON)).containsExactly("u1 " + Reason.GRANTED);
        feed("u1", "kyc");
        assertThat(run(onceEver, "u1", after(1))).containsExactly("u1 " + Reason.ALREADY_GRANTED);
        assertThat(lines("SELECT grant_key AS line FROM incentive_grant")).hasSize(1);
    }

    @Test
    void contactsGrantsAndWaitingTouchesGoWithTheAccount() throws IOException {
        run(onceEver, "u1", NOON);
        feed("u1", "kyc");
        for (String table : List.of("decision_state", "contact", "incentive_grant", "outbox")) {
            assertThat(lines("SELECT person_id AS line FROM person JOIN " + table + " USING (person_no)"))
                    .containsOnly("kyc");
        }
        PersonHistory history = DB.database()
                .inTransaction(t -> decide(t, onceEver, "u1", after(0)).person().history());
        assertThat(history.contacts()).hasSize(1);
        assertThat(history.incentives()).hasSize(1);
    }

    @Test
    void whatTwoAccountsWereGivenCountsTogether() throws IOException {
        run(twice, "u1", NOON);
        run(twice, "u2", NOON);
        feed("u1", "kyc");
        feed("u2", "kyc");
        assertThat(run(twice, "u3", NOON)).containsExactly("u3 " + Reason.GRANTED);
        assertThat(run(twice, "u1", after(1)))
                .containsExactly("u1 " + Reason.ALREADY_GRANTED, "u2 " + Reason.ALREADY_GRANTED);
    }

    @Test
    void thePersonWhoIsLeftKeepsWhatHeWasGranted() throws IOException {
        feed("u1", "kyc");
        feed("u2", "kyc");
        assertThat(run(twice, "u1", NOON)).contains("u1 " + Reason.GRANTED);
        feed("u1", "other");
        feed("u1", "kyc");
        feed("u1", "other");
        assertThat(run(twice, "u2", after(1))).containsExactly("u2 " + Reason.GRANTED);
        assertThat(run(twice, "u2", after(2))).containsExactly("u2 " + Reason.ALREADY_GRANTED);
        assertThat(run(twice, "u1", after(2))).containsExactly("u1 " + Reason.GRANTED);
        assertThat(lines("SELECT grant_key AS line FROM incentive_grant ORDER BY 1"))
                .containsExactly("a|v5|kyc|#1", "a|v5|kyc|#2", "a|v5|other|#2");
    }

    @Test
    void twoAccountsWithEventsOfTheirOwnAreGrantedOnceEach() throws IOException {
        feed("u1", "kyc");
        feed("u2", "kyc");
        assertThat(run(eachReturn, "u1", NOON)).contains("u1 " + Reason.GRANTED);
        assertThat(run(eachReturn, "u1", after(1)))
                .containsExactly("u1 " + Reason.ALREADY_GRANTED, "u2 " + Reason.GRANTED);
        assertThat(run(eachReturn, "u1", after(2)))
                .containsExactly("u1 " + Reason.ALREADY_GRANTED, "u2 " + Reason.ALREADY_GRANTED);
        assertThat(lines("SELECT message_id::text AS line FROM outbox")).hasSize(2);
        feed("u1", "other");
        assertThat(run(eachReturn, "u1", after(3))).containsExactly("u1 " + Reason.ALREADY_GRANTED);
        assertThat(lines("SELECT grant_key AS line FROM incentive_grant")).hasSize(2);
    }

    @Test
    void theOtherAccountsOfBothPersonsAreChanged() throws IOException {
        feed("u1", "left");
        feed("u2", "left");
        feed("u3", "joined");
        String before = "SELECT max(changed_xid::text::bigint)::text AS line FROM users";
        String watermark = lines(before).get(0);
        feed("u1", "joined");
        assertThat(lines("SELECT user_id AS line FROM users WHERE changed_xid::text::bigint > " + watermark
                        + " ORDER BY 1"))
                .containsExactly("u1", "u2", "u3");
    }
}
