package dev.tideline.engine.arbitration;

import static dev.tideline.engine.arbitration.Given.NOON;
import static dev.tideline.engine.arbitration.Given.account;
import static dev.tideline.engine.arbitration.Given.candidate;
import static dev.tideline.engine.arbitration.Given.consent;
import static dev.tideline.engine.arbitration.Given.offer;
import static dev.tideline.engine.arbitration.Given.person;
import static dev.tideline.engine.arbitration.Given.playbook;
import static dev.tideline.engine.arbitration.Given.terms;
import static dev.tideline.engine.arbitration.Given.text;
import static dev.tideline.engine.arbitration.Given.touch;
import static dev.tideline.engine.arbitration.Given.user;
import static dev.tideline.engine.arbitration.Verdicts.assertPart;
import static dev.tideline.engine.arbitration.Verdicts.decide;
import static dev.tideline.engine.arbitration.Verdicts.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tideline.engine.arbitration.Given.PlaybookBuilder;
import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.incentives.Eligibility;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.jurisdiction.Product;
import dev.tideline.rules.language.Effect;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatesTest {

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
    void inAppAndTicketsNeedNoConsent() {
        Candidate candidate =
                candidate("a", touch(Channel.IN_APP), new Part.Task("t", Channel.TICKET), touch(Channel.PUSH));
        User silent = user("u", facts -> consent(facts, Channel.PUSH, "DENIED"));
        CandidateResult result = only(terms(playbook("a").terms()), person(account(1, silent, candidate)));
        assertPart(result, 0, Outcome.GRANTED, Reason.GRANTED);
        assertPart(result, 1, Outcome.GRANTED, Reason.GRANTED);
        assertPart(result, 2, Outcome.DROPPED, Reason.INELIGIBLE_CONSENT);
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
    void theValuesNameOnlyWhatTheTermsLeaveOut() {
        Terms terms = terms(playbook("a").is(CandidateClass.GOODWILL).terms());
        CandidateResult byClass = only(
                terms,
                person(account(
                        1, user("u", f -> text(f, "client_class", "INSTITUTION")), candidate("a", offer("v5")))));
        assertPart(byClass, 0, Outcome.DROPPED, Reason.INELIGIBLE_TERMS);
        assertThat(byClass.parts().get(0).values()).containsOnly(entry("client_class", "INSTITUTION"));
        CandidateResult unknown = only(
                terms, person(account(1, user("u", f -> text(f, "client_class", null)), candidate("a", offer("v5")))));
        assertThat(unknown.parts().get(0).values()).containsOnly(entry("client_class", "null"));
        Eligibility verified = new Eligibility(Set.of("GLOBAL"), Set.of("RETAIL"), 3);
        Incentive asking = new Incentive(
                "asking",
                1,
                Incentive.Type.FEE_CASHBACK,
                Given.voucher(5).terms(),
                Given.voucher(5).faceValue(),
                Given.voucher(5).expectedCost(),
                verified,
                Given.voucher(5).timing(),
                Given.voucher(5).vesting(),
                true,
                Given.voucher(5).texts());
        Terms asks = new Terms(
                terms.userSchema(),
                terms.playbooks(),
                terms.rivals(),
                terms.limits(),
                Incentives.of(List.of(asking)),
                terms.packs(),
                terms.salts(),
                terms.context(),
                terms.guardrails());
        CandidateResult byLevel = only(asks, person(account(1, user("u"), candidate("a", offer("asking")))));
        assertPart(byLevel, 0, Outcome.DROPPED, Reason.INELIGIBLE_TERMS);
        assertThat(byLevel.parts().get(0).values()).containsOnly(entry("kyc_level", "2"));
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
    void whatIsSuppressedForTheUsersSakeIsNotSpokenOfEither() {
        Effect effect = new Effect.RefuseIncentives(List.of("FUTURES_BONUS"), "SUPPRESSED_LOSS_CARE");
        CandidateResult result = only(
                terms(playbook("a").touchSurvives().terms()),
                person(account(1, user("u"), List.of(effect), candidate("a", offer("bonus"), touch(Channel.PUSH)))));
        assertPart(result, 1, Outcome.DROPPED, Reason.WITHOUT_INCENTIVE);
        assertThat(result.reason()).isEqualTo("SUPPRESSED_LOSS_CARE");
    }

    @Test
    void lossCareKeepsPromotionOfLeverageAway() {
        Effect effect = new Effect.RefuseMessagesAbout(List.of("DERIVATIVES"), "SUPPRESSED_LOSS_CARE");
        PersonCase person = person(
                account(1, user("u"), List.of(effect), candidate("a", new Part.Audience("all"), touch(Channel.PUSH))));
        PlaybookBuilder about = playbook("a").about("template", Product.DERIVATIVES);
        CandidateResult held = only(terms(about.terms()), person);
        assertPart(held, 0, Outcome.GRANTED, Reason.GRANTED);
        assertPart(held, 1, Outcome.DROPPED, "SUPPRESSED_LOSS_CARE");
        assertThat(held.parts().get(1).values()).containsOnly(entry("product", "DERIVATIVES"));
        assertPart(only(terms(about.is(CandidateClass.SERVICE).terms()), person), 1, Outcome.GRANTED, Reason.GRANTED);
        for (PlaybookBuilder other : List.of(
                playbook("a"),
                playbook("a").about("template", Product.EARN),
                playbook("a").about("other", Product.DERIVATIVES))) {
            assertPart(only(terms(other.terms()), person), 1, Outcome.GRANTED, Reason.GRANTED);
        }
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
    void whatIsSaidOfTheHumanHoldsForAllHisAccounts() {
        for (String reason : List.of("INELIGIBLE_SANCTIONS", "INELIGIBLE_SELF_EXCLUSION", "INELIGIBLE_RISK")) {
            Effect refused = new Effect.Refuse(Effect.Target.INCENTIVES, reason);
            CandidateResult result = only(
                    terms(playbook("a").terms()),
                    person(
                            account(1, user("main"), candidate("a", offer("v5"))),
                            account(2, user("other"), List.of(refused))));
            assertThat(result.reason()).isEqualTo(reason.equals("INELIGIBLE_RISK") ? Reason.GRANTED : reason);
        }
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
                1, user("u"), List.of(candidate("a", offer("v5"))), List.of(), Set.of("do-not-disturb"));
        assertThat(only(terms(playbook("a").terms()), person(account)).reason()).isEqualTo(Reason.INELIGIBLE_LIST);
    }

    @Test
    void aPlaybookWithListsServesWhomTheyNameAndNobodyElse() {
        PersonCase nobody = person(account(1, user("u"), candidate("a", offer("v5"))));
        PersonCase friend = person(account(1, onLists("vip", "staff"), candidate("a", offer("v5"))));
        assertThat(only(terms(playbook("a").include("vip", "gold").terms()), nobody)
                        .reason())
                .isEqualTo(Reason.INELIGIBLE_NOT_INCLUDED);
        assertThat(only(terms(playbook("a").include("vip", "gold").terms()), friend)
                        .reason())
                .isEqualTo(Reason.GRANTED);
        assertThat(only(terms(playbook("a").exclude("staff").terms()), friend).reason())
                .isEqualTo(Reason.INELIGIBLE_EXCLUDED);
        assertThat(only(terms(playbook("a").exclude("staff").terms()), nobody).reason())
                .isEqualTo(Reason.GRANTED);
    }

    private static User onLists(String... keys) {
        return user("u", facts -> facts.texts(Given.SCHEMA.require("lists").slot(), Set.of(keys)));
    }

    @Test
    void aRampLeavesOutAllButItsShareOfPersonsAndSaysSo() {
        List<CandidateResult> results = IntStream.range(0, 2_000)
                .mapToObj(i -> ramped(i, 10, CandidateClass.SERVICE))
                .toList();
        assertThat(results.stream().filter(result -> result.outcome() == Outcome.GRANTED))
                .hasSizeBetween(150, 250);
        assertThat(results.stream().filter(result -> result.outcome() != Outcome.GRANTED))
                .allSatisfy(result -> {
                    assertThat(result.outcome()).isEqualTo(Outcome.DROPPED);
                    assertThat(result.reason()).isEqualTo(Reason.RAMP);
                    assertThat(result.parts().get(0).values()).containsExactly(entry("share", "10"));
                });
    }

    @Test
    void whoIsInASmallShareIsInEveryLargerOne() {
        List<Set<Integer>> grantedByShare = IntStream.of(1, 10, 100)
                .mapToObj(share -> IntStream.range(0, 2_000)
                        .filter(i ->
                                ramped(i, share, CandidateClass.PROMOTIONAL).outcome() == Outcome.GRANTED)
                        .boxed()
                        .collect(Collectors.toSet()))
                .toList();
        assertThat(grantedByShare.get(0)).isNotEmpty();
        assertThat(grantedByShare.get(1)).containsAll(grantedByShare.get(0));
        assertThat(grantedByShare.get(2)).containsAll(grantedByShare.get(1));
    }

    private static CandidateResult ramped(int person, int share, CandidateClass candidateClass) {
        AccountCase account = account(person, user("u" + person), candidate("a", touch(Channel.EMAIL)));
        PersonCase alone = person(account);
        return only(
                terms(playbook("a").is(candidateClass).share(share).terms()),
                new PersonCase(person, "person-" + person, alone.accounts(), alone.history()));
    }
}
