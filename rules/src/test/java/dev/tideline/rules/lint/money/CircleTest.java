package dev.tideline.rules.lint.money;

import static dev.tideline.rules.lint.Drafts.beside;
import static dev.tideline.rules.lint.Drafts.offer;
import static dev.tideline.rules.lint.Drafts.only;
import static dev.tideline.rules.lint.Drafts.playbook;
import static dev.tideline.rules.lint.Drafts.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.lint.Lint;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.subject.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircleTest {

    private static final String WEEKLY = "reentry: { cooldown: P7D }";
    private static final String TASK = "three-trades-airdrop-3";
    private static final String MATCH = "deposit-match-5pct-10";

    @Test
    void findsTwoPlaybooksThatFeedEachOther() {
        Subject task = draft("task", WEEKLY, "deposit7d >= 50", TASK);
        Subject match = draft("match", WEEKLY, "tradeCount7d >= 3", MATCH);
        assertThat(circles(task, match)).singleElement().satisfies(one -> {
            assertThat(one.severity()).isEqualTo(Severity.ERROR);
            assertThat(one.message())
                    .startsWith(
                            "A circle: `task` → `match` → `task`. `task/one` offers `three-trades-airdrop-3`; the trading"
                                    + " that it asks for brings `tradeCount7d` 1 to 3, and `match/one` asks for `tradeCount7d` at"
                                    + " least 3; `match/one` offers `deposit-match-5pct-10`; the deposit that it asks for brings"
                                    + " `deposit7d` above 0 and at most 200, and `task/one` asks for `deposit7d` at least 50.")
                    .contains("A round pays up to 13 USDT, costs less than it pays");
        });
        assertThat(circles(match, task)).hasSize(1);
    }

    @Test
    void findsALongerCircle() {
        Subject task = draft("task", WEEKLY, "referralCount >= 1", TASK);
        Subject match = draft("match", WEEKLY, "daysSinceLastTrade <= 3", MATCH);
        Subject referral = draft("referral", WEEKLY, "totalAsset >= 150", "referral-voucher-10");
        assertThat(circles(task, match, referral))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.message()).startsWith("A circle: `task` → `match` → `referral` → `task`."));
    }

    @Test
    void whatPaysNoMoreThanItCostsWarns() {
        Subject one = draft("one", WEEKLY, "tradeCount7d >= 1, vipLevel == 1", "fee-voucher-10");
        Subject two = draft("two", WEEKLY, "volume30d >= 1000", "fee-voucher-20");
        assertThat(circles(one, two)).extracting(Finding::severity).containsExactly(Severity.WARNING);
    }

    @Test
    void onceForOneOfThemEndsTheCircle() {
        Subject task = draft("task", "reentry: { once: ever }", "deposit7d >= 50", TASK);
        Subject few = draft("task", "reentry: { cooldown: P7D, atMost: 9 }", "deposit7d >= 50", TASK);
        Subject match = draft("match", WEEKLY, "tradeCount7d >= 3", MATCH);
        assertThat(circles(task, match)).isEmpty();
        assertThat(circles(few, match)).isEmpty();
    }

    @Test
    void whatIsNotEnoughByItselfIsNoCircle() {
        Subject match = draft("match", WEEKLY, "tradeCount7d >= 3", MATCH);
        assertThat(circles(draft("task", WEEKLY, "deposit7d > 200", TASK), match))
                .isEmpty();
        assertThat(circles(draft("task", WEEKLY, "deposit7d <= 50", TASK), match))
                .isEmpty();
        assertThat(circles(draft("task", WEEKLY, "daysSinceLastDeposit >= 30", TASK), match))
                .isEmpty();
    }

    @Test
    void aConditionThatTheFirstRoundBreaksIsNoCircle() {
        Subject match = draft("match", WEEKLY, "tradeCount7d >= 3", MATCH);
        assertThat(circles(draft("task", WEEKLY, "deposit7d >= 50, depositCountTotal == 0", TASK), match))
                .isEmpty();
    }

    @Test
    void aPlaybookThatOnlyFeedsItselfIsNoCircle() {
        assertThat(circles(draft("task", WEEKLY, "tradeCount7d >= 1", TASK))).isEmpty();
    }

    private static List<Finding> circles(Subject first, Subject... others) {
        return only(Code.CIRCLE, Lint.of(first, beside(others)));
    }

    private static Subject draft(String key, String reentry, String condition, String incentive) {
        return playbook(key, reentry, rule(key + "/one", condition, offer(incentive)));
    }
}
