package dev.tideline.engine.pull;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TimeBudgetTest {

    @Test
    void aClaimThatHasBegunIsNotEnded() {
        TimeBudget budget = new TimeBudget();
        assertThat(budget.claim()).isTrue();
        assertThat(budget.end()).isFalse();
        assertThat(budget.claim()).as("tried again after a collision").isTrue();
    }

    @Test
    void noClaimBeginsPastTheEnd() {
        TimeBudget budget = new TimeBudget();
        assertThat(budget.end()).isTrue();
        assertThat(budget.claim()).isFalse();
    }
}
