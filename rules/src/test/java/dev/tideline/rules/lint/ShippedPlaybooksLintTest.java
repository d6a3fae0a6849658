package dev.tideline.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.subject.Assumptions;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.lint.subject.Surroundings;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the checks say of the playbooks that come with the product. */
class ShippedPlaybooksLintTest {

    private static final List<Subject> ALL = Drafts.shipped();
    private static final Surroundings AROUND = Drafts.beside(ALL.toArray(Subject[]::new));
    private static final TreeMap<String, List<Finding>> FOUND = ALL.stream()
            .collect(Collectors.toMap(
                    Subject::key, subject -> Lint.of(subject, AROUND), (one, other) -> one, TreeMap::new));

    @Test
    void noneIsBlocked() {
        assertThat(FOUND)
                .hasSize(40)
                .allSatisfy((key, found) -> assertThat(found).as(key).noneMatch(Finding::blocks));
    }

    @Test
    void everyConditionIsAnalysedAndSaysSomething() {
        Set<Code> conditions = Set.of(
                Code.NEVER_HOLDS,
                Code.PART_SAYS_NOTHING,
                Code.BRANCH_COVERED,
                Code.BRANCH_NEVER_HOLDS,
                Code.FITS_EVERYBODY,
                Code.DUPLICATE_RULE,
                Code.SUBSUMED_RULE,
                Code.GAP,
                Code.FULL_SWEEP,
                Code.TOO_LARGE);
        assertThat(FOUND)
                .allSatisfy((key, found) ->
                        assertThat(found).as(key).noneMatch(finding -> conditions.contains(finding.code())));
    }

    @Test
    void theWarningsAreThoseThatWereReviewed() {
        assertThat(FOUND.entrySet().stream()
                        .flatMap(entry -> entry.getValue().stream()
                                .filter(finding -> finding.severity() == Severity.WARNING)
                                .map(finding -> entry.getKey() + " " + finding.code())))
                .containsExactly(
                        // paid 3 days after a deposit that counts over 14: accepted in checks.yaml, with the reason
                        "dormant-30-unfunded WITHDRAWABLE_EARLY",
                        "dormant-30-unfunded CHEAP_REWARD",
                        // activation costs money: once a person, behind KYC
                        "first-deposit-d7 CHEAP_REWARD",
                        "kyc-nudge CHEAP_REWARD",
                        // rows of one table that are meant to follow each other: a call or a survey at once, thanks
                        // once the money has stayed; a ticket at once, an apology once it is solved
                        "large-outflow RULES_OVERLAP",
                        "large-outflow RULES_OVERLAP",
                        "low-csat RULES_OVERLAP",
                        "referral-prompt CHEAP_REWARD",
                        "second-trade CHEAP_REWARD",
                        // 100 USDT three times in 30 days is what the manager may propose; the cap grants it once
                        "vip-silence OVER_PERSON_CAP",
                        "zero-balance-45 WITHDRAWABLE_EARLY",
                        "zero-balance-45 CHEAP_REWARD");
    }

    @Test
    void everyFindingIsSaidInChinese() {
        Pattern english = Pattern.compile(" (the|is|are|of|and|nobody|not) ");
        String fee = AROUND.assumptions().fee().source();
        assertThat(FOUND.values().stream().flatMap(List::stream)).isNotEmpty().allSatisfy(finding -> {
            String[] parts = finding.message(Locale.CHINESE).replace(fee, "").split("已在 checks.yaml 中接受", 2);
            assertThat(parts[0]).containsPattern("[\u4e00-\u9fff]").doesNotContainPattern(english);
        });
    }

    @Test
    void everyAcceptanceIsNeededAndQuoted() {
        assertThat(AROUND.assumptions().accepted())
                .isNotEmpty()
                .allSatisfy(accepted -> assertThat(FOUND.get(accepted.playbook()))
                        .anyMatch(finding -> finding.code() == accepted.code()
                                && finding.message().endsWith("Accepted in checks.yaml: " + accepted.because())));
        Assumptions before = AROUND.assumptions();
        Surroundings strict = new Surroundings(
                AROUND.others(),
                AROUND.catalogue(),
                AROUND.budgets(),
                AROUND.limits(),
                new Assumptions(before.fee(), before.capital(), before.longestPromise(), List.of()),
                AROUND.law(),
                AROUND.lists());
        assertThat(ALL.stream()
                        .filter(subject -> Lint.of(subject, strict).stream().anyMatch(Finding::blocks))
                        .map(Subject::key))
                .containsExactly("dormant-30-unfunded", "zero-balance-45");
    }

    @Test
    void theLiveVersionOfADraftDoesNotCountBesideIt() {
        Subject draft = ALL.get(0);
        assertThat(Lint.of(draft, AROUND)).isEqualTo(Lint.of(draft, AROUND.without(draft.key())));
    }
}
