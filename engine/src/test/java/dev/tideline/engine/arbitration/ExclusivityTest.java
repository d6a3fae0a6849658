package dev.tideline.engine.arbitration;

import static dev.tideline.engine.arbitration.Given.NOON;
import static dev.tideline.engine.arbitration.Given.account;
import static dev.tideline.engine.arbitration.Given.candidate;
import static dev.tideline.engine.arbitration.Given.person;
import static dev.tideline.engine.arbitration.Given.playbook;
import static dev.tideline.engine.arbitration.Given.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.given.PersonHistory.Grant;
import dev.tideline.engine.arbitration.given.PlaybookTerms;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.ShippedPlaybooks;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Step 7: what {@code exclusivity} in playbook.yaml does. */
class ExclusivityTest {

    private static final Part TASK = new Part.Task("t", Channel.TICKET);

    private static List<String> reasons(PlaybookTerms... playbooks) {
        Candidate[] candidates = Arrays.stream(playbooks)
                .map(terms -> candidate(terms.playbook().key(), TASK))
                .toArray(Candidate[]::new);
        return new Arbiter(Given.terms(playbooks))
                .arbitrate(person(account(1, user("u"), candidates)), NOON).candidates().stream()
                        .map(CandidateResult::reason)
                        .toList();
    }

    @Test
    void ofAnExclusiveGroupTheBestActs() {
        assertThat(reasons(
                        playbook("a").priority(7).group("g").terms(),
                        playbook("b").priority(9).group("g").terms(),
                        playbook("c").priority(8).group("g").terms(),
                        playbook("d").priority(1).group("other").terms()))
                .containsExactly(Reason.GRANTED, "LOST_TO(b)", "LOST_TO(b)", Reason.GRANTED);
    }

    @Test
    void ofATopTwoGroupTwoActAndTheNextLosesToTheSecond() {
        assertThat(reasons(
                        playbook("a").priority(9).group("g", 2).terms(),
                        playbook("b").priority(8).group("g", 2).terms(),
                        playbook("c").priority(7).group("g", 2).terms()))
                .containsExactly(Reason.GRANTED, Reason.GRANTED, "LOST_TO(b)");
    }

    @Test
    void aRivalsGrantOfAnEarlierRunBindsUntilItCanBeUsedNoMore() {
        Instant granted = NOON.minus(Duration.ofDays(3));
        Terms terms = Given.terms(playbook("a").priority(9).group("g").terms());
        Playbook rival = playbook("b").group("g").terms().playbook();
        PersonHistory history = new PersonHistory(
                Map.of(), Map.of(), List.of(), List.of(new Grant(granted, BigDecimal.TEN, "v10", "b")), 1);
        CandidateResult bound = new Arbiter(terms.among(Map.of("b", rival)))
                .arbitrate(person(history, account(1, user("u"), candidate("a", TASK))), NOON)
                .candidates()
                .get(0);
        assertThat(bound.reason()).isEqualTo("LOST_TO(b)");
        Incentive voucher = terms.incentives().named("v10").orElseThrow();
        Instant closes = granted.plus(voucher.timing().claimWithin())
                .plus(voucher.timing().useWithin());
        assertThat(bound.retryAt()).isEqualTo(closes);
        CandidateResult free = new Arbiter(terms.among(Map.of("b", rival)))
                .arbitrate(person(history, account(1, user("u"), candidate("a", TASK))), closes)
                .candidates()
                .get(0);
        assertThat(free.reason()).isEqualTo(Reason.GRANTED);
    }

    @Test
    void aStackableGroupHoldsNobodyBack() {
        assertThat(reasons(
                        playbook("a").priority(9).group("g", Integer.MAX_VALUE).terms(),
                        playbook("b").priority(8).group("g", Integer.MAX_VALUE).terms()))
                .containsOnly(Reason.GRANTED);
    }

    @Test
    void whereAGroupDisagreesTheStrictestOfThoseConcernedBinds() {
        assertThat(reasons(
                        playbook("a").priority(9).group("g").terms(),
                        playbook("b").priority(8).group("g", 5).terms()))
                .containsExactly(Reason.GRANTED, "LOST_TO(a)");
        assertThat(reasons(
                        playbook("a").priority(9).group("g", 5).terms(),
                        playbook("b").priority(8).group("g").terms()))
                .containsExactly(Reason.GRANTED, "LOST_TO(a)");
    }

    @Test
    void whoLosesForAnotherReasonTakesNoRoom() {
        List<CandidateResult> results = new Arbiter(Given.terms(
                        playbook("a").priority(9).group("g").terms(),
                        playbook("b").priority(8).group("g").terms()))
                .arbitrate(
                        person(account(
                                1, user("u"), candidate("a", new Part.Incentive("unknown")), candidate("b", TASK))),
                        NOON)
                .candidates();
        assertThat(results)
                .extracting(CandidateResult::reason)
                .containsExactly(Reason.INELIGIBLE_INCENTIVE, Reason.GRANTED);
    }

    @Test
    void shippedDepositBonusesAreNeverCumulative() {
        Map<String, Playbook> shipped =
                ShippedPlaybooks.all().stream().collect(Collectors.toMap(Playbook::key, Function.identity()));
        Set<String> exclusive = shipped.values().stream()
                .filter(one -> one.exclusivity().competes())
                .map(Playbook::key)
                .collect(Collectors.toSet());
        assertThat(exclusive).containsExactlyInAnyOrder("first-deposit-d7", "dormant-30-unfunded", "zero-balance-45");
        PlaybookTerms[] terms = exclusive.stream()
                .map(key -> PlaybookTerms.live(shipped.get(key)))
                .toArray(PlaybookTerms[]::new);
        List<CandidateResult> results = new Arbiter(Given.terms(terms))
                .arbitrate(
                        person(account(
                                1,
                                user("u"),
                                candidate("zero-balance-45", TASK),
                                candidate("dormant-30-unfunded", TASK))),
                        NOON)
                .candidates();
        assertThat(results).extracting(CandidateResult::playbook).first().isEqualTo("dormant-30-unfunded");
        assertThat(results.get(1).reason()).isEqualTo("LOST_TO(dormant-30-unfunded)");
        assertThat(results.get(1).parts().get(0).values())
                .containsEntry("group", "deposit-bonus")
                .containsEntry("playbook", "dormant-30-unfunded")
                .containsEntry("at_most", "1");
    }
}
