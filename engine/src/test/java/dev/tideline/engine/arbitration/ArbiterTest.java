package dev.tideline.engine.arbitration;

import static dev.tideline.engine.arbitration.Given.NOON;
import static dev.tideline.engine.arbitration.Given.account;
import static dev.tideline.engine.arbitration.Given.candidate;
import static dev.tideline.engine.arbitration.Given.consent;
import static dev.tideline.engine.arbitration.Given.contacts;
import static dev.tideline.engine.arbitration.Given.cooldown;
import static dev.tideline.engine.arbitration.Given.offer;
import static dev.tideline.engine.arbitration.Given.person;
import static dev.tideline.engine.arbitration.Given.playbook;
import static dev.tideline.engine.arbitration.Given.terms;
import static dev.tideline.engine.arbitration.Given.text;
import static dev.tideline.engine.arbitration.Given.touch;
import static dev.tideline.engine.arbitration.Given.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.given.PersonHistory.Contact;
import dev.tideline.engine.arbitration.given.PersonHistory.LastDecision;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.rules.facts.CandidateClass;
import dev.tideline.rules.facts.Channel;
import dev.tideline.rules.facts.Part;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.playbook.ReEntry;
import dev.tideline.rules.playbook.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArbiterTest {

    private static List<CandidateResult> decide(Terms terms, PersonCase person) {
        return new Arbiter(terms).arbitrate(person, NOON).candidates();
    }

    private static CandidateResult only(Terms terms, PersonCase person) {
        List<CandidateResult> results = decide(terms, person);
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    private static void assertPart(CandidateResult result, int part, Outcome outcome, String reason) {
        assertThat(result.parts().get(part).outcome()).isEqualTo(outcome);
        assertThat(result.parts().get(part).reason()).isEqualTo(reason);
    }

    @Test
    void grantsWhatNothingSpeaksAgainst() {
        CandidateResult result = only(
                terms(playbook("a").terms()),
                person(account(1, user("u"), candidate("a", offer("v10"), touch(Channel.PUSH), touch(Channel.EMAIL)))));
        assertThat(result.outcome()).isEqualTo(Outcome.GRANTED);
        assertThat(result.parts()).allMatch(part -> part.outcome() == Outcome.GRANTED);
        assertThat(result.parts().get(1).channel()).isEqualTo(Channel.PUSH);
        assertThat(result.parts().get(1).notBefore()).isEqualTo(NOON);
        assertThat(result.advances()).isTrue();
        assertThat(result.occurrence()).isEqualTo("#1");
        assertThat(result.expiresAt()).isEqualTo(NOON.plus(Duration.ofDays(7)));
    }

    @Test
    void leavesOutCandidatesOfPlaybooksThatDoNotRun() {
        assertThat(decide(terms(playbook("a").terms()), person(account(1, user("u"), candidate("b", offer("v10"))))))
                .isEmpty();
    }

    @Test
    void unknownConsentMeansNo() {
        CandidateResult result = only(
                terms(playbook("a").terms()),
                person(account(
                        1, user("u", facts -> consent(facts, Channel.SMS, null)), candidate("a", touch(Channel.SMS)))));
        assertPart(result, 0, Outcome.DROPPED, Reason.INELIGIBLE_CONSENT);
        assertThat(result.parts().get(0).values()).containsEntry("consent_sms", "null");
    }

    @Test
    void softConsentCountsForEmailOnly() {
        CandidateResult result = only(
                terms(playbook("a").terms()),
                person(account(
                        1,
                        user("u", facts -> consent(consent(facts, Channel.EMAIL, "SOFT"), Channel.PUSH, "SOFT")),
                        candidate("a", touch(Channel.EMAIL), touch(Channel.PUSH)))));
        assertPart(result, 0, Outcome.GRANTED, Reason.GRANTED);
        assertPart(result, 1, Outcome.DROPPED, Reason.INELIGIBLE_CONSENT);
    }

    @Test
    void serviceMessagesNeedNoConsent() {
        CandidateResult result = only(
                terms(playbook("a").is(CandidateClass.SERVICE).terms()),
                person(account(
                        1,
                        user("u", facts -> consent(text(facts, "account_status", "FROZEN"), Channel.EMAIL, "DENIED")),
                        candidate("a", touch(Channel.EMAIL)))));
        assertThat(result.outcome()).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void inAppAndTicketsNeedNeitherConsentNorAddress() {
        AccountCase unreachable = new AccountCase(
                1,
                user("u"),
                List.of(candidate("a", touch(Channel.IN_APP), new Part.Task("t", Channel.TICKET), touch(Channel.PUSH))),
                List.of(),
                Set.of(),
                Set.of());
        CandidateResult result = only(terms(playbook("a").terms()), person(unreachable));
        assertPart(result, 0, Outcome.GRANTED, Reason.GRANTED);
        assertPart(result, 1, Outcome.GRANTED, Reason.GRANTED);
        assertPart(result, 2, Outcome.DROPPED, Reason.INELIGIBLE_ADDRESS);
    }

    @Test
    void takesTheFirstChannelThatIsAllowed() {
        CandidateResult result = only(
                terms(playbook("a").terms()),
                person(account(
                        1,
                        user("u", facts -> consent(facts, Channel.SMS, "DENIED")),
                        candidate("a", touch(Channel.SMS, Channel.TELEGRAM)))));
        assertThat(result.parts().get(0).channel()).isEqualTo(Channel.TELEGRAM);
    }

    @Test
    void aServiceMessageNeverCarriesAnOffer() {
        CandidateResult result = only(
                terms(playbook("a").is(CandidateClass.SERVICE).touchSurvives().terms()),
                person(account(1, user("u"), candidate("a", offer("v5"), touch(Channel.PUSH)))));
        assertPart(result, 0, Outcome.DROPPED, Reason.INELIGIBLE_INCENTIVE);
        assertPart(result, 1, Outcome.GRANTED, Reason.GRANTED);
    }

    @Test
    void anUnknownRegionOrAccountStateGetsNothingPromotional() {
        Terms terms = terms(playbook("a").terms());
        CandidateResult region = only(
                terms, person(account(1, user("u", f -> text(f, "region_group", null)), candidate("a", offer("v5")))));
        CandidateResult status = only(
                terms,
                person(account(1, user("u", f -> text(f, "account_status", null)), candidate("a", offer("v5")))));
        assertThat(region.reason()).isEqualTo(Reason.INELIGIBLE_REGION);
        assertThat(status.reason()).isEqualTo(Reason.INELIGIBLE_ACCOUNT_STATUS);
    }

    @Test
    void aGuardrailRefusesIncentivesByType() {
        Effect effect = new Effect.RefuseIncentivesExcept(List.of("FEE_CASHBACK"), "INELIGIBLE_REGION");
        CandidateResult result = only(
                terms(playbook("a").terms()),
                person(account(
                        1,
                        user("u"),
                        List.of(effect),
                        candidate("a", offer("bonus"), offer("v5"), touch(Channel.PUSH)))));
        assertPart(result, 0, Outcome.DROPPED, "INELIGIBLE_REGION");
        assertPart(result, 1, Outcome.GRANTED, Reason.GRANTED);
        assertPart(result, 2, Outcome.GRANTED, Reason.GRANTED);
    }

    @Test
    void aTouchEndsWithTheIncentiveItSpeaksOf() {
        Effect effect = new Effect.RefuseIncentives(List.of("FUTURES_BONUS"), "INELIGIBLE_REGION");
        PersonCase person =
                person(account(1, user("u"), List.of(effect), candidate("a", offer("bonus"), touch(Channel.PUSH))));
        CandidateResult ends = only(terms(playbook("a").terms()), person);
        CandidateResult survives = only(terms(playbook("a").touchSurvives().terms()), person);
        assertPart(ends, 1, Outcome.DROPPED, Reason.WITHOUT_INCENTIVE);
        assertThat(ends.reason()).isEqualTo("INELIGIBLE_REGION");
        assertThat(survives.outcome()).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void refusedMessagesTakeServiceTouchesAndCallsButNoTickets() {
        Effect effect = new Effect.Refuse(Effect.Target.MESSAGES, "INELIGIBLE_REGION");
        CandidateResult result = only(
                terms(playbook("a").is(CandidateClass.SERVICE).terms()),
                person(account(
                        1,
                        user("u"),
                        List.of(effect),
                        candidate(
                                "a",
                                touch(Channel.IN_APP),
                                new Part.Task("t", Channel.CALL),
                                new Part.Task("t", Channel.TICKET)))));
        assertPart(result, 0, Outcome.DROPPED, "INELIGIBLE_REGION");
        assertPart(result, 1, Outcome.DROPPED, "INELIGIBLE_REGION");
        assertPart(result, 2, Outcome.GRANTED, Reason.GRANTED);
    }

    @Test
    void anIncentiveUnderReviewWaitsWithItsTouches() {
        Effect effect = new Effect.Review("REVIEW_RISK");
        CandidateResult result = only(
                terms(playbook("a").terms()),
                person(account(1, user("u"), List.of(effect), candidate("a", offer("v5"), touch(Channel.PUSH)))));
        assertThat(result.outcome()).isEqualTo(Outcome.PENDING_REVIEW);
        assertThat(result.reason()).isEqualTo("REVIEW_RISK");
        assertPart(result, 1, Outcome.PENDING_REVIEW, Reason.WAITS_FOR_REVIEW);
        assertThat(result.advances()).isFalse();
    }

    @Test
    void aComplaintOnOneAccountSuppressesPromotionOnAll() {
        Effect complaint = new Effect.Suppress("SUPPRESSED_COMPLAINT");
        List<CandidateResult> results = decide(
                terms(
                        playbook("a").terms(),
                        playbook("g").is(CandidateClass.GOODWILL).terms()),
                person(
                        account(1, user("main"), candidate("a", offer("v5")), candidate("g", offer("v10"))),
                        account(2, user("other"), List.of(complaint))));
        assertThat(results).extracting(CandidateResult::reason).containsExactly("SUPPRESSED_COMPLAINT", Reason.GRANTED);
        assertThat(results.get(0).parts().get(0).values()).containsEntry("user_id", "other");
    }

    @Test
    void staleDataDropsTheCandidatesOfItsRulesOnly() {
        CandidateResult result = only(
                terms(playbook("a").stale("a/rule", "last_trade_at").terms()),
                person(account(1, user("u"), candidate("a", offer("v5")))));
        assertPart(result, 0, Outcome.DROPPED, Reason.STALE_DATA);
        assertThat(result.parts().get(0).values()).containsEntry("fields", "last_trade_at");
    }

    @Test
    void aUserOnAnExclusionListIsLeftAlone() {
        AccountCase account = new AccountCase(
                1,
                user("u"),
                List.of(candidate("a", offer("v5"))),
                List.of(),
                Set.of("do-not-disturb"),
                AccountCase.ANY_CHANNEL);
        assertThat(only(terms(playbook("a").terms()), person(account)).reason()).isEqualTo(Reason.INELIGIBLE_LIST);
    }

    @Test
    void aPausedPlaybookGrantsNothing() {
        assertThat(only(
                                terms(playbook("a").paused().terms()),
                                person(account(1, user("u"), candidate("a", offer("v5")))))
                        .reason())
                .isEqualTo(Reason.INELIGIBLE_CAMPAIGN);
    }

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

    @Test
    void theThirdTouchInADayIsRefusedUntilTheFirstIsADayOld() {
        Instant first = NOON.minus(Duration.ofHours(20));
        CandidateResult result = only(
                terms(playbook("a").terms()),
                person(
                        contacts(new Contact(first, Channel.EMAIL), new Contact(NOON.minusSeconds(60), Channel.SMS)),
                        account(1, user("u"), candidate("a", offer("v5"), touch(Channel.PUSH)))));
        assertPart(result, 1, Outcome.DROPPED, Reason.CONTACT_CAP);
        assertPart(result, 0, Outcome.DROPPED, Reason.WITHOUT_TOUCH);
        assertThat(result.reason()).isEqualTo(Reason.CONTACT_CAP);
        assertThat(result.retryAt()).isEqualTo(first.plus(Duration.ofDays(1)));
        assertThat(result.parts().get(1).values())
                .containsEntry("contacts", "2")
                .containsEntry("at_most", "2");
    }

    @Test
    void aContactExactlyADayOldNoLongerCounts() {
        CandidateResult result = only(
                terms(playbook("a").terms()),
                person(
                        contacts(new Contact(NOON.minus(Duration.ofDays(1)), Channel.PUSH)),
                        account(1, user("u"), candidate("a", touch(Channel.PUSH)))));
        assertThat(result.outcome()).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void aChannelThatIsFullGivesWayToTheNext() {
        CandidateResult result = only(
                terms(playbook("a").terms()),
                person(
                        contacts(new Contact(NOON.minusSeconds(60), Channel.PUSH)),
                        account(1, user("u"), candidate("a", touch(Channel.PUSH, Channel.SMS)))));
        assertThat(result.parts().get(0).channel()).isEqualTo(Channel.SMS);
    }

    @Test
    void refusedByACapTheNextOneMovesUp() {
        List<CandidateResult> results = decide(
                terms(
                        playbook("a").priority(90).terms(),
                        playbook("b").priority(10).terms()),
                person(
                        contacts(new Contact(NOON.minusSeconds(60), Channel.PUSH)),
                        account(
                                1,
                                user("u"),
                                candidate("a", touch(Channel.PUSH)),
                                candidate("b", touch(Channel.EMAIL)))));
        assertThat(results).extracting(CandidateResult::playbook).containsExactly("a", "b");
        assertThat(results).extracting(CandidateResult::outcome).containsExactly(Outcome.DROPPED, Outcome.GRANTED);
        assertThat(results.get(0).alternatives()).containsExactly("b/rule");
    }

    @Test
    void serviceTouchesPassFullCapsAndCountInNone() {
        List<CandidateResult> results = decide(
                terms(
                        playbook("a").is(CandidateClass.SERVICE).priority(90).terms(),
                        playbook("b").priority(10).terms()),
                person(
                        contacts(new Contact(NOON.minusSeconds(60), Channel.EMAIL)),
                        account(
                                1,
                                user("u"),
                                candidate("a", touch(Channel.EMAIL)),
                                candidate("b", touch(Channel.PUSH)))));
        assertThat(results).extracting(CandidateResult::outcome).containsExactly(Outcome.GRANTED, Outcome.GRANTED);
    }

    @Test
    void ranksByPriorityThenLowerCostThenKey() {
        List<CandidateResult> results = decide(
                terms(
                        playbook("d").terms(),
                        playbook("c").terms(),
                        playbook("b").priority(51).terms(),
                        playbook("a").terms()),
                person(account(
                        1,
                        user("u"),
                        candidate("d", offer("v5")),
                        candidate("a", offer("v10")),
                        candidate("c", offer("v5")),
                        candidate("b", offer("v20")))));
        assertThat(results).extracting(CandidateResult::playbook).containsExactly("b", "c", "d", "a");
    }

    @Test
    void incentivesOfAPersonStayWithinTheCap() {
        List<CandidateResult> results = decide(
                terms(
                        playbook("a").priority(9).terms(),
                        playbook("b").priority(8).terms(),
                        playbook("c").priority(7).terms()),
                person(
                        account(1, user("u"), candidate("a", offer("v40"))),
                        account(2, user("w"), candidate("b", offer("v20")), candidate("c", offer("v10")))));
        assertThat(results)
                .extracting(CandidateResult::reason)
                .containsExactly(Reason.GRANTED, Reason.CAP_PERSON, Reason.GRANTED);
        assertThat(results.get(1).retryAt()).isEqualTo(NOON.plus(Duration.ofDays(30)));
        assertThat(results.get(1).parts().get(0).values()).containsEntry("granted", "40");
    }

    @Test
    void goodwillIsOutsideTheCap() {
        List<CandidateResult> results = decide(
                terms(
                        playbook("a").priority(9).terms(),
                        playbook("g").is(CandidateClass.GOODWILL).terms()),
                person(account(1, user("u"), candidate("a", offer("v40")), candidate("g", offer("v20")))));
        assertThat(results).allMatch(result -> result.outcome() == Outcome.GRANTED);
    }

    @Test
    void twoAccountsOfOnePersonGetOneGrant() {
        List<CandidateResult> results = decide(
                terms(playbook("a").terms()),
                person(
                        account(2, user("u2"), candidate("a", offer("v5"))),
                        account(1, user("u1"), candidate("a", offer("v5")))));
        assertThat(results).extracting(CandidateResult::userId).containsExactly("u1", "u2");
        assertThat(results).extracting(CandidateResult::reason).containsExactly(Reason.GRANTED, Reason.ALREADY_GRANTED);
    }

    @Test
    void theBestOfAnExclusivityGroupWins() {
        List<CandidateResult> results = decide(
                terms(
                        playbook("a").group("recall").priority(9).terms(),
                        playbook("b").group("recall").priority(8).terms()),
                person(account(1, user("u"), candidate("a", offer("v5")), candidate("b", offer("v5")))));
        assertThat(results.get(1).reason()).isEqualTo(Reason.LOST_TO);
        assertThat(results.get(1).parts().get(0).values()).containsEntry("playbook", "a");
    }

    @Test
    void aGhostTakesTheRoomThatTheGrantWouldHaveTaken() {
        Terms terms = terms(
                playbook("a").priority(9).control(100).terms(),
                playbook("b").priority(8).terms());
        List<CandidateResult> results = decide(
                terms,
                person(account(
                        1,
                        user("u"),
                        candidate(
                                "a", offer("v40"), touch(Channel.PUSH), new Part.Audience("x"), new Part.Segment("s")),
                        candidate("b", offer("v20")))));
        CandidateResult ghost = results.get(0);
        assertThat(ghost.outcome()).isEqualTo(Outcome.CONTROL);
        assertPart(ghost, 0, Outcome.CONTROL, Reason.HELD_OUT);
        assertPart(ghost, 2, Outcome.CONTROL, Reason.HELD_OUT);
        assertPart(ghost, 3, Outcome.GRANTED, Reason.GRANTED);
        assertThat(ghost.advances()).isTrue();
        assertThat(results.get(1).reason()).isEqualTo(Reason.CAP_PERSON);
    }

    @Test
    void aHeldOutCandidateThatWouldNotBeGrantedEndsAsDropped() {
        CandidateResult result = only(
                terms(playbook("a").control(100).terms()),
                person(account(1, user("u"), candidate("a", offer("nothing-of-the-kind")))));
        assertThat(result.outcome()).isEqualTo(Outcome.DROPPED);
        assertThat(result.probability()).isEqualTo(new BigDecimal("1.0000"));
    }

    @Test
    void serviceContractualAndGoodwillAreNeverHeldOut() {
        for (CandidateClass exempt :
                List.of(CandidateClass.SERVICE, CandidateClass.CONTRACTUAL, CandidateClass.GOODWILL)) {
            CandidateResult result = only(
                    terms(
                            Given.limits(50),
                            playbook("a").is(exempt).control(100).terms()),
                    person(account(1, user("u"), candidate("a", touch(Channel.IN_APP)))));
            assertThat(result.outcome()).isEqualTo(Outcome.GRANTED);
            assertThat(result.probability()).isEqualTo(new BigDecimal("1.0000"));
        }
    }

    @Test
    void storesTheChanceOfTheArm() {
        CandidateResult result = only(
                terms(Given.limits(0), playbook("a").control(10).terms()),
                person(account(1, user("u"), candidate("a", offer("v5")))));
        assertThat(result.probability())
                .isEqualTo(new BigDecimal(result.outcome() == Outcome.CONTROL ? "0.1000" : "0.9000"));
    }

    @Test
    void quietHoursDeferPromotionAndNotServiceOrInApp() {
        Instant night = Instant.parse("2026-03-10T23:00:00Z");
        Terms terms = terms(
                playbook("a").terms(), playbook("s").is(CandidateClass.SERVICE).terms());
        Arbitration decided = new Arbiter(terms)
                .arbitrate(
                        person(account(
                                1,
                                user("u"),
                                candidate("a", touch(Channel.PUSH), touch(Channel.IN_APP)),
                                candidate("s", touch(Channel.PUSH)))),
                        night);
        assertThat(decided.candidates().get(0).parts().get(0).notBefore()).isEqualTo("2026-03-11T08:00:00Z");
        assertThat(decided.candidates().get(0).parts().get(1).notBefore()).isEqualTo(night);
        assertThat(decided.candidates().get(1).parts().get(0).notBefore()).isEqualTo(night);
    }
}
