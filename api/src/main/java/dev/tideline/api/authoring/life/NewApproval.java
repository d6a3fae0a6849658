package dev.tideline.api.authoring.life;

import dev.tideline.api.authoring.Words;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's consent.
 *
 * @param version content hash of the version
 * @param simulation id of the simulation that he has seen
 * @param note why
 */
record NewApproval(
        @Nullable String version,
        @Nullable String simulation,
        @Nullable String note) {

    /** The same as values. */
    record Read(String version, long simulation, String note) {}

    Read read() {
        List<Problem> problems = new ArrayList<>();
        String hash = version(version, problems);
        long number = simulation(simulation, problems);
        if (!problems.isEmpty()) {
            throw ProblemException.refused(problems);
        }
        return new Read(hash, number, Words.of(note));
    }

    static String version(@Nullable String text, List<Problem> problems) {
        if (text == null || text.isBlank()) {
            problems.add(problem("/version", "", Wording.of("the hash of a version")));
            return "";
        }
        return text;
    }

    static long simulation(@Nullable String text, List<Problem> problems) {
        if (text == null || !text.matches("\\d{1,18}")) {
            problems.add(problem("/simulation", text == null ? "" : text, Wording.of("the id of a simulation")));
            return 0;
        }
        return Long.parseLong(text);
    }

    static Problem problem(String pointer, String value, Wording expected) {
        return new Problem(Place.pointer("body", pointer), value, expected);
    }
}
