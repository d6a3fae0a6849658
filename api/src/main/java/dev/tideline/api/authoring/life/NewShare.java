package dev.tideline.api.authoring.life;

import dev.tideline.api.authoring.Words;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A share of persons.
 *
 * @param share percent, 1 to 100
 * @param note why; needed
 */
record NewShare(
        @Schema(minimum = "1", maximum = "100") @Nullable Integer share,
        @Nullable String note) {

    static final int EVERYBODY = 100;

    /** The same as values. */
    record Read(int share, String note) {}

    Read read() {
        List<Problem> problems = new ArrayList<>();
        if (share == null || share < 1 || share > EVERYBODY) {
            problems.add(problem(share));
        }
        String why = Words.why(note, problems);
        if (!problems.isEmpty() || share == null) {
            throw ProblemException.refused(problems);
        }
        return new Read(share, why);
    }

    static Problem problem(@Nullable Integer share) {
        return new Problem(
                Place.pointer("body", "/share"),
                share == null ? "" : String.valueOf(share),
                Wording.of("a whole number from {0} to {1}", 1, EVERYBODY));
    }
}
