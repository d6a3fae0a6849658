package dev.tideline.engine.arbitration;

import static dev.tideline.engine.arbitration.Given.NOON;
import static dev.tideline.engine.arbitration.Given.account;
import static dev.tideline.engine.arbitration.Given.candidate;
import static dev.tideline.engine.arbitration.Given.contacts;
import static dev.tideline.engine.arbitration.Given.offer;
import static dev.tideline.engine.arbitration.Given.person;
import static dev.tideline.engine.arbitration.Given.playbook;
import static dev.tideline.engine.arbitration.Given.terms;
import static dev.tideline.engine.arbitration.Given.touch;
import static dev.tideline.engine.arbitration.Given.user;
import static dev.tideline.engine.arbitration.Verdicts.assertPart;
import static dev.tideline.engine.arbitration.Verdicts.decide;
import static dev.tideline.engine.arbitration.Verdicts.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.given.PersonHistory.Contact;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimsTest {

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
        assertThat(results.get(1).reason()).isEqualTo("LOST_TO(a)");
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
