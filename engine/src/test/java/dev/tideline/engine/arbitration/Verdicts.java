package dev.tideline.engine.arbitration;

import static dev.tideline.engine.arbitration.Given.NOON;
import static dev.tideline.engine.arbitration.Given.person;
import static dev.tideline.engine.arbitration.Given.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Outcome;
import java.util.List;

/** Runs the arbiter at noon and reads its answer. */
final class Verdicts {

    private Verdicts() {}

    static List<CandidateResult> decide(Terms terms, PersonCase person) {
        return new Arbiter(terms).arbitrate(person, NOON).candidates();
    }

    static CandidateResult only(Terms terms, PersonCase person) {
        List<CandidateResult> results = decide(terms, person);
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    static void assertPart(CandidateResult result, int part, Outcome outcome, String reason) {
        assertThat(result.parts().get(part).outcome()).isEqualTo(outcome);
        assertThat(result.parts().get(part).reason()).isEqualTo(reason);
    }
}
