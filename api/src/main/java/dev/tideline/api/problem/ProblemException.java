package dev.tideline.api.problem;

import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Ends a request with a problem; thrown by handlers, answered by {@link ProblemHandler}. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient Wording detail;
    private final transient List<Problem> problems;
    private final transient Map<String, Object> members;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    /** A problem made of several, each with its place. */
    public ProblemException(ProblemType type, String detail, List<Problem> problems) {
        this(type, Wording.verbatim(detail), problems, Map.of());
    }

    private ProblemException(ProblemType type, Wording detail, List<Problem> problems, Map<String, Object> members) {
        super(detail.text(), null, false, false);
        this.detail = detail;
        this.type = type;
        this.problems = List.copyOf(problems);
        this.members = Map.copyOf(members);
    }

    /** The state of something does not allow the call; these are the calls that it does allow. */
    public static ProblemException state(String detail, String state, List<String> possible) {
        return new ProblemException(
                ProblemType.CONFLICT,
                Wording.verbatim(detail),
                List.of(),
                Map.of("state", state, "possible", List.copyOf(possible)));
    }

    /** A call whose object is in a state that allows it, but for which something else does not, which is named. */
    public static ProblemException declined(
            String detail, String state, List<String> possible, String reason, Map<String, String> values) {
        return new ProblemException(
                ProblemType.CONFLICT,
                Wording.verbatim(detail),
                List.of(),
                Map.of(
                        "state",
                        state,
                        "possible",
                        List.copyOf(possible),
                        "reason",
                        reason,
                        "values",
                        new TreeMap<>(values)));
    }

    /** A call that something does not allow, which is named by a stable code, with the values that decided. */
    public static ProblemException because(
            ProblemType type, Wording detail, List<Problem> problems, String reason, Map<String, String> values) {
        return new ProblemException(type, detail, problems, Map.of("reason", reason, "values", new TreeMap<>(values)));
    }

    /** A request that is not well formed, with its mistakes, of which there is at least one. */
    public static ProblemException refused(List<Problem> problems) {
        return new ProblemException(ProblemType.INVALID_REQUEST, summary(problems), problems, Map.of());
    }

    /** A request that is well formed, but with these mistakes, of which there is at least one. */
    public static ProblemException invalid(List<Problem> problems) {
        return new ProblemException(ProblemType.INVALID_CONTENT, summary(problems), problems, Map.of());
    }

    private static Wording summary(List<Problem> problems) {
        Wording first = words(problems.get(0));
        return problems.size() == 1 ? first : Wording.of("{0} mistakes, the first: {1}", problems.size(), first);
    }

    private static Wording words(Problem problem) {
        String place = problem.place().text();
        return problem.value().isEmpty()
                ? Wording.of("{0}: expected {1}", place, problem.wording())
                : Wording.of("{0}: '{1}': expected {2}", place, problem.value(), problem.wording());
    }

    /** Nothing of this kind has this name. */
    public static ProblemException notFound(Wording kind, String key) {
        return new ProblemException(
                ProblemType.NOT_FOUND, Wording.of("There is no {0} '{1}'", kind, key), List.of(), Map.of());
    }

    ProblemType type() {
        return type;
    }

    Wording detail() {
        return detail;
    }

    List<Problem> problems() {
        return problems;
    }

    /** Further members of the document. */
    Map<String, Object> members() {
        return members;
    }
}
