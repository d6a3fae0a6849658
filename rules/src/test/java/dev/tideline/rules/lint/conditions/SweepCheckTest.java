package dev.tideline.rules.lint.conditions;

import static dev.tideline.rules.lint.Drafts.MONTHLY;
import static dev.tideline.rules.lint.Drafts.matching;
import static dev.tideline.rules.lint.Drafts.message;
import static dev.tideline.rules.lint.Drafts.playbook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.lint.Lint;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepCheckTest {

    @Test
    void theCalendarMakesEverybodyDueEachDay() {
        assertThat(lint("$u : User( vipLevel >= 1 )\n    AsOf( dayOfWeek == \"FRIDAY\" )"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.code()).isEqualTo(Code.FULL_SWEEP);
                    assertThat(one.place().line()).isEqualTo(5);
                    assertThat(one.message()).contains("`dayOfWeek`").contains("cron: \"0 0 1 ? * FRI\"");
                });
    }

    @Test
    void aCountOfDaysAgainstAnotherFieldMakesEverybodyDueEachTimeItMoves() {
        assertThat(lint("$u : User( daysSinceLastTrade > lastTradeGapDays )"))
                .singleElement()
                .satisfies(one -> assertThat(one.message())
                        .startsWith("`daysSinceLastTrade` moves with the clock and is compared with another field"));
    }

    @Test
    void thresholdsAndWindowsDoNot() {
        assertThat(
                        lint(
                                "$u : User( daysSinceLastTrade >= 30, volume30d < 0.5 * volumePrev30d )\n    Market( btcChange24h > 0.05 )"))
                .isEmpty();
    }

    private static List<Finding> lint(String patterns) {
        return Lint.ofConditions(playbook("draft", MONTHLY, matching("draft/one", patterns, message("m"))));
    }
}
