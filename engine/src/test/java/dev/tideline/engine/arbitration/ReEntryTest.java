package dev.tideline.engine.arbitration;

import static dev.tideline.engine.arbitration.Given.NOON;
import static dev.tideline.engine.arbitration.Given.account;
import static dev.tideline.engine.arbitration.Given.candidate;
import static dev.tideline.engine.arbitration.Given.cooldown;
import static dev.tideline.engine.arbitration.Given.offer;
import static dev.tideline.engine.arbitration.Given.person;
import static dev.tideline.engine.arbitration.Given.playbook;
import static dev.tideline.engine.arbitration.Given.terms;
import static dev.tideline.engine.arbitration.Given.user;
import static dev.tideline.engine.arbitration.Verdicts.assertPart;
import static dev.tideline.engine.arbitration.Verdicts.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.given.PersonHistory.LastDecision;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.playbook.reentry.ReEntry;
import dev.tideline.rules.playbook.reentry.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReEntryTest {

    @Test
    void theCooldownEndsToTheInstant() {
        Terms terms = terms(playbook("a").reentry(cooldown(Duration.ofDays(30))).terms());
        AccountCase account = account(1, user("u"), candidate("a", offer("v5")));
        Instant last = NOON.minus(Duration.ofDays(30));
        CandidateResult early = only(terms, person(Given.acted("a", 1, last.plusNanos(1000), "#1"), account));
        CandidateResult after = only(terms, person(Given.acted("a", 1, last, "#1"), account));
        assertThat(early.reason()).isEqualTo(Reason.COOLDOWN);
        assertThat(early.retryAt()).isEqualTo(NOON.plusNanos(1000));
        assertThat(after.outcome()).isEqualTo(Outcome.GRANTED);
        assertThat(after.occurrence()).isEqualTo("#2");
    }

    @Test
    void whereThereIsNoCooldownWhatWasGrantedAMomentLaterRefusesNothing() {
        Terms terms = terms(playbook("a").reentry(cooldown(Duration.ZERO)).terms());
        AccountCase account = account(1, user("u"), candidate("a", offer("v5")));
        CandidateResult overtaken = only(terms, person(Given.acted("a", 1, NOON.plusMillis(41), "#1"), account));
        assertThat(overtaken.outcome()).isEqualTo(Outcome.GRANTED);
        assertThat(overtaken.occurrence()).isEqualTo("#2");
    }

    @Test
    void atMostTwoTimesEver() {
        Terms terms = terms(playbook("a")
                .reentry(new ReEntry(new ReEntry.Occurrence.Any(), Duration.ZERO, 2))
                .terms());
        AccountCase account = account(1, user("u"), candidate("a", offer("v5")));
        Instant longAgo = NOON.minus(Duration.ofDays(900));
        assertThat(only(terms, person(Given.acted("a", 1, longAgo, "#1"), account))
                        .outcome())
                .isEqualTo(Outcome.GRANTED);
        CandidateResult third = only(terms, person(Given.acted("a", 2, longAgo, "#2"), account));
        assertThat(third.reason()).isEqualTo(Reason.ALREADY_GRANTED);
        assertThat(third.retryAt()).isNull();
    }

    @Test
    void oncePerCalendarMonthRetriesAtTheNextMonth() {
        ReEntry monthly = new ReEntry(
                new ReEntry.Occurrence.Per(Window.parse("calendar(month, UTC)")), Duration.ZERO, Integer.MAX_VALUE);
        Terms terms = terms(playbook("a").reentry(monthly).terms());
        AccountCase account = account(1, user("u"), candidate("a", offer("v5")));
        Instant start = Instant.parse("2026-03-01T00:00:00Z");
        CandidateResult same = only(terms, person(Given.acted("a", 1, start, "x"), account));
        CandidateResult next = only(terms, person(Given.acted("a", 1, start.minusNanos(1000), "x"), account));
        assertThat(same.reason()).isEqualTo(Reason.ALREADY_GRANTED);
        assertThat(same.retryAt()).isEqualTo("2026-04-01T00:00:00Z");
        assertThat(next.outcome()).isEqualTo(Outcome.GRANTED);
        assertThat(next.occurrence()).isEqualTo("calendar(month, UTC)@2026-03-01T00:00:00Z");
    }

    @Test
    void oncePerSourceEvent() {
        ReEntry perReturn = new ReEntry(new ReEntry.Occurrence.Event("lastReturnAt"), Duration.ZERO, Integer.MAX_VALUE);
        Terms terms = terms(playbook("a").reentry(perReturn).terms());
        AccountCase account = account(
                1,
                user("u", f -> f.number(Given.SCHEMA.require("last_return_at").slot(), 0)),
                candidate("a", offer("v5")));
        String occurrence = "lastReturnAt=1970-01-01T00:00:00Z";
        assertThat(only(terms, person(account)).occurrence()).isEqualTo(occurrence);
        assertThat(only(terms, person(Given.acted("a", 1, NOON, occurrence), account))
                        .reason())
                .isEqualTo(Reason.ALREADY_GRANTED);
        assertThat(only(terms, person(Given.acted("a", 1, NOON, "lastReturnAt=null"), account))
                        .outcome())
                .isEqualTo(Outcome.GRANTED);
    }

    @Test
    void twoAccountsWithEventsOfTheirOwnDoNotTakeTurnsForEver() {
        ReEntry perReturn = new ReEntry(new ReEntry.Occurrence.Event("lastReturnAt"), Duration.ZERO, Integer.MAX_VALUE);
        Terms terms = terms(playbook("a").reentry(perReturn).terms());
        AccountCase one = returned(1, 1_000_000);
        AccountCase other = returned(2, 2_000_000);
        PersonHistory history = PersonHistory.NONE;
        List<Integer> granted = new ArrayList<>();
        for (int run = 0; run < 3; run++) {
            int times = 0;
            for (CandidateResult result : new Arbiter(terms)
                    .arbitrate(person(history, one, other), NOON)
                    .candidates()) {
                if (result.advances()) {
                    times++;
                    history = after(history, result);
                }
            }
            granted.add(times);
        }
        assertThat(granted).containsExactly(1, 1, 0);
    }

    private static AccountCase returned(long number, long micros) {
        return account(
                number,
                user(
                        "u" + number,
                        f -> f.number(Given.SCHEMA.require("last_return_at").slot(), micros)),
                candidate("a", offer("v5")));
    }

    private static PersonHistory after(PersonHistory before, CandidateResult result) {
        Map<String, PersonHistory.ScopePast> scopes = new HashMap<>(before.scopes());
        scopes.merge(
                result.scope(),
                new PersonHistory.ScopePast(1, NOON, result.occurrence()),
                PersonHistory.ScopePast::and);
        return new PersonHistory(scopes, Map.of(), List.of(), List.of(), before.revision() + 1);
    }

    @Test
    void aCooldownLeavesTheAudienceAlone() {
        Terms terms = terms(playbook("a").reentry(cooldown(Duration.ofDays(30))).terms());
        CandidateResult result = only(
                terms,
                person(
                        Given.acted("a", 1, NOON.minusSeconds(60), "#1"),
                        account(1, user("u"), candidate("a", offer("v5"), new Part.Audience("quiet")))));
        assertThat(result.outcome()).isEqualTo(Outcome.DROPPED);
        assertPart(result, 1, Outcome.GRANTED, Reason.GRANTED);
    }

    @Test
    void startsWithThoseWhoEnterAfterItWentLive() {
        AccountCase account = account(1, user("u"), candidate("a", offer("v5")));
        CandidateResult first = only(terms(playbook("a").entering().firstRun().terms()), person(account));
        assertThat(first.reason()).isEqualTo(Reason.NOT_ENTERED);
        assertThat(first.standing()).isTrue();

        Terms later = terms(playbook("a").entering().terms());
        PersonHistory stood = standing(true);
        assertThat(only(later, person(stood, account)).reason()).isEqualTo(Reason.NOT_ENTERED);
        assertThat(only(later, person(account)).outcome()).isEqualTo(Outcome.GRANTED);
        Arbitration gone = new Arbiter(later).arbitrate(person(stood, account(1, user("u"))), NOON);
        assertThat(gone.left()).containsExactly(new Arbitration.Left(1, "a/rule"));
        assertThat(only(later, person(standing(false), account)).outcome()).isEqualTo(Outcome.GRANTED);
    }

    private static PersonHistory standing(boolean standing) {
        LastDecision last =
                new LastDecision(new UUID(0, 1), Outcome.DROPPED, Reason.NOT_ENTERED, "version-1", standing);
        return new PersonHistory(Map.of(), Map.of(1L, Map.of("a/rule", last)), List.of(), List.of(), 1);
    }
}
