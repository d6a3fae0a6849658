package dev.tideline.engine.arbitration;

import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.engine.arbitration.outcome.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Step 9: memberships end, and the outcome of a candidate follows from its parts. */
final class Results {

    private static final Set<String> CONSEQUENCES =
            Set.of(Reason.WITHOUT_INCENTIVE, Reason.WITHOUT_TOUCH, Reason.WAITS_FOR_REVIEW);

    /** The best outcome first; of the same outcome what was a cause, then incentives. */
    private static final Comparator<Slot> DECIDING = Comparator.comparing(
                    (Slot slot) -> slot.result().outcome())
            .thenComparing(slot -> CONSEQUENCES.contains(slot.result().reason()))
            .thenComparing(slot -> !slot.isIncentive());

    private final Holdouts holdouts;
    private final Instant asOf;

    Results(Holdouts holdouts, Instant asOf) {
        this.holdouts = holdouts;
        this.asOf = asOf;
    }

    Arbitration of(List<Entry> entries, List<Arbitration.Left> left) {
        entries.forEach(Results::endMemberships);
        return new Arbitration(
                entries.stream().map(entry -> result(entry, entries)).toList(), left);
    }

    private static void endMemberships(Entry entry) {
        entry.open().toList().forEach(slot -> {
            Outcome outcome = slot.isSegment() ? Outcome.GRANTED : entry.arm();
            slot.end(outcome, outcome.ghost() ? Reason.HELD_OUT : Reason.GRANTED, null, null);
        });
    }

    private CandidateResult result(Entry entry, List<Entry> entries) {
        PartResult deciding = deciding(entry).result();
        boolean random = deciding.outcome().counts();
        return new CandidateResult(
                entry.account().userNo(),
                entry.user().id(),
                entry.playbook(),
                entry.rule(),
                entry.terms().version(),
                entry.candidateClass(),
                deciding.outcome(),
                deciding.reason(),
                entry.slots().stream().map(Slot::result).toList(),
                entry.scope(),
                entry.occurrence(),
                entry.advances(),
                entry.standing(),
                random ? holdouts.probability(entry) : BigDecimal.ONE.setScale(4),
                alternatives(entry, entries),
                entry.score(),
                asOf.plus(entry.terms().playbook().expiry()));
    }

    private static Slot deciding(Entry entry) {
        Stream<Slot> acts = entry.slots().stream().filter(slot -> !slot.isMembership());
        return acts.min(DECIDING)
                .orElseGet(() -> entry.slots().stream().min(DECIDING).orElseThrow());
    }

    private static List<String> alternatives(Entry entry, List<Entry> entries) {
        return entry.eligible()
                ? entries.stream()
                        .filter(other -> other != entry && other.eligible())
                        .map(Entry::rule)
                        .distinct()
                        .sorted()
                        .toList()
                : List.of();
    }
}
