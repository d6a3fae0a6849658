package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.decision.PersonDecision;
import dev.tideline.engine.sweep.Count;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The results of a chunk, by account and in sum. Reads the list it is given when asked, not when made. */
final class Outcomes {

    private final List<PersonDecision> decided;

    Outcomes(List<PersonDecision> decided) {
        this.decided = decided;
    }

    private record Key(String playbook, String outcome, String reason) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return (playbook + '|' + outcome + '|' + reason)
                    .compareTo(other.playbook + '|' + other.outcome + '|' + other.reason);
        }
    }

    long matched() {
        return decided.stream()
                .mapToLong(person -> person.arbitration().candidates().size())
                .sum();
    }

    List<Count> counts() {
        Map<Key, Long> counts = new TreeMap<>();
        each(result ->
                counts.merge(new Key(result.playbook(), result.outcome().name(), reason(result)), 1L, Long::sum));
        return counts.entrySet().stream()
                .map(entry -> new Count(
                        entry.getKey().playbook(),
                        entry.getKey().outcome(),
                        entry.getKey().reason(),
                        entry.getValue()))
                .toList();
    }

    /** Of what was granted without its incentive since risk did not allow it, a run says so. */
    private static String reason(CandidateResult result) {
        return result.parts().stream()
                .map(PartResult::reason)
                .filter(why -> result.outcome() == Outcome.GRANTED && Reason.isOfRisk(why))
                .findFirst()
                .orElse(result.reason());
    }

    Map<Long, List<CandidateResult>> byAccount() {
        Map<Long, List<CandidateResult>> byAccount = new HashMap<>();
        each(result -> byAccount
                .computeIfAbsent(result.userNo(), key -> new ArrayList<>())
                .add(result));
        return byAccount;
    }

    private void each(Consumer<CandidateResult> taker) {
        decided.forEach(person -> person.arbitration().candidates().forEach(taker));
    }
}
