package dev.tideline.engine.sweep.run;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.rulebook.Predecessors;
import dev.tideline.engine.schedule.ScheduleKey;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** What the machine asks of the rulebook in force on this node. Implementations are thread-safe. */
public interface RunScope {

    /** The catalogue's epoch that this node has loaded. */
    long epoch();

    /** Whether everything is paused: no run is planned, no chunk is begun. */
    boolean paused();

    /** The versions that go on outside the shares of those in force. */
    default Predecessors predecessors() {
        return Predecessors.NONE;
    }

    /** What a run at an instant decides with if it is planned now. */
    RunBasis basis(Instant asOf);

    /** Playbooks that act, by schedule. */
    Map<ScheduleKey, Set<String>> acting();

    /**
     * Names of the rules of each playbook whose users stay members. One that is paused keeps its rules, one that is
     * retired has none, and one that does not compile is left out: nobody knows its rules.
     */
    Map<String, Set<String>> standingRules();

    /** What may not do for all persons of a run that is planned now, so that it is claimed in a second pass. */
    default Set<String> scarce(Transaction transaction, Set<String> playbooks, long persons, Instant asOf) {
        return Set.of();
    }

    /**
     * What holds for everybody at once: conditions on the market and the calendar, stale fields, configuration and
     * guardrails. When it differs from the last sweep's, everybody is evaluated.
     */
    String signature(Instant asOf, RunBasis basis);
}
