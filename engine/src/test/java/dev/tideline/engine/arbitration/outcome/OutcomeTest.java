package dev.tideline.engine.arbitration.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void whatIsGivenAndItsGhostsCount() {
        assertThat(Arrays.stream(Outcome.values()).filter(Outcome::counts))
                .containsExactlyInAnyOrder(Outcome.GRANTED, Outcome.HOLDOUT_GLOBAL, Outcome.CONTROL);
        assertThat(Arrays.stream(Outcome.values()).filter(Outcome::ghost))
                .containsExactlyInAnyOrder(Outcome.HOLDOUT_GLOBAL, Outcome.CONTROL);
    }
}
