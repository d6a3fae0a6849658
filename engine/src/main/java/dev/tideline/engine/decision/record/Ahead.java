package dev.tideline.engine.decision.record;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Part;
import java.util.List;

/** Writes what better candidates of the same arbitration took before one of them was served. */
final class Ahead {

    private Ahead() {}

    /** A member with one object a candidate that acts, best first; left out if there is none. */
    static void write(JsonText json, List<CandidateResult> served, CandidateResult result) {
        List<CandidateResult> acting = served.stream()
                .takeWhile(other -> !isSame(other, result))
                .filter(Ahead::acts)
                .toList();
        if (acting.isEmpty()) {
            return;
        }
        json.name("ahead").open('[');
        acting.forEach(other -> candidate(json, other));
        json.close(']');
    }

    /** A rule fires at most once for an account. */
    private static boolean isSame(CandidateResult one, CandidateResult other) {
        return one.userNo() == other.userNo() && one.rule().equals(other.rule());
    }

    private static boolean acts(CandidateResult result) {
        return result.parts().stream()
                .anyMatch(part -> part.outcome().counts()
                        && !(part.part() instanceof Part.Segment || part.part() instanceof Part.Audience));
    }

    private static void candidate(JsonText json, CandidateResult result) {
        List<PartResult> counting =
                result.parts().stream().filter(part -> part.outcome().counts()).toList();
        boolean promotional = result.candidateClass() == CandidateClass.PROMOTIONAL;
        json.open('{')
                .member("user_id", result.userId())
                .member("playbook", result.playbook())
                .member("scope", result.scope())
                .member("occurrence", result.occurrence())
                .member("class", result.candidateClass())
                .array(
                        "contacts",
                        counting.stream()
                                .filter(part -> part.part() instanceof Part.Touch)
                                .map(part -> part.notBefore() + " " + part.channel())
                                .toList())
                .array(
                        promotional ? "incentives" : "uncapped",
                        counting.stream()
                                .filter(part -> part.part() instanceof Part.Incentive)
                                .map(part -> part.part().key())
                                .toList())
                .close('}');
    }
}
