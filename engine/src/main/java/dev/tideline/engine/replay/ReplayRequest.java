package dev.tideline.engine.replay;

import dev.tideline.engine.rulebook.catalogue.FileLimits;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A wanted replay.
 *
 * @param files the playbook's files, name to text
 * @param arbitration whether it runs alone or among all live playbooks
 * @param against the files of another version to live the same days with; empty if there is none
 * @param from first day
 * @param to last day, included
 * @param every which days in between are evaluated
 * @param requestedBy who asks
 */
public record ReplayRequest(
        Map<String, String> files,
        Arbitration arbitration,
        Map<String, String> against,
        LocalDate from,
        LocalDate to,
        Every every,
        String requestedBy) {

    /** Ten years of days. */
    private static final int MOST_DATES = 3_660;

    /** What a playbook is arbitrated with. */
    public enum Arbitration {
        /** Nothing: each person walks through the days by himself, with budgets of his own. */
        ALONE,
        /** All live playbooks, day by day, with budgets that everybody shares. */
        FULL
    }

    /** Of a playbook alone. */
    public ReplayRequest(Map<String, String> files, LocalDate from, LocalDate to, Every every, String requestedBy) {
        this(files, Arbitration.ALONE, Map.of(), from, to, every, requestedBy);
    }

    public ReplayRequest {
        files = Map.copyOf(files);
        Objects.requireNonNull(arbitration, "arbitration");
        against = Map.copyOf(against);
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(every, "every");
        Objects.requireNonNull(requestedBy, "requestedBy");
    }

    /** What of it cannot be, whatever the files say; empty if all of it can. */
    List<Problem> problems(LocalDate today) {
        List<Problem> problems = new ArrayList<>(spanProblems(today));
        problems.addAll(FileLimits.problems(files, Place.pointer("body", "/playbook/files")));
        return problems;
    }

    private List<Problem> spanProblems(LocalDate today) {
        if (to.isBefore(from)) {
            return List.of(problem("/to", to, Wording.of("a date that is not before 'from'")));
        }
        if (to.isAfter(today)) {
            return List.of(problem("/to", to, Wording.of("a day that has begun, up to {0}", today)));
        }
        int dates = from.plusYears(400).isBefore(to)
                ? Integer.MAX_VALUE
                : every.dates(from, to).size();
        if (dates == 0) {
            return List.of(problem("/every", every, Wording.of("a span in which a week or a month ends")));
        }
        return dates <= MOST_DATES
                ? List.of()
                : List.of(problem("/from", from, Wording.of("a span of at most {0} days to evaluate", MOST_DATES)));
    }

    /** A mistake at a place of the request. */
    static Problem problem(String pointer, Object value, Wording expected) {
        return new Problem(Place.pointer("body", pointer), String.valueOf(value), expected);
    }
}
