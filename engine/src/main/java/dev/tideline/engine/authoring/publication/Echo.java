package dev.tideline.engine.authoring.publication;

import dev.tideline.engine.authoring.Declined;
import dev.tideline.rules.problem.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Whether what is echoed is what a simulation said, and whether that still holds. Pure. */
final class Echo {

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final long TENTHS = 10;

    private Echo() {}

    /** A simulation of everybody that ended well and not too long ago, of this version. */
    static void check(Evidence evidence, String playbook, String version, Instant now) {
        if (!evidence.playbook().equals(playbook) || !evidence.version().equals(version)) {
            throw new Declined(
                    Declined.Reason.OTHER_VERSION,
                    Wording.of("Simulation {0} is of another version", evidence.number()),
                    Map.of("playbook", evidence.playbook(), "version", evidence.version()));
        }
        if (!evidence.filter().isEmpty()) {
            throw new Declined(
                    Declined.Reason.SIMULATION_FILTERED,
                    Wording.of(
                            "Simulation {0} looked only at users for whom this holds: {1}; simulate without it",
                            evidence.number(), evidence.filter()),
                    Map.of("filter", evidence.filter()));
        }
        Instant finishedAt = evidence.finishedAt();
        if (finishedAt == null) {
            throw new Declined(
                    Declined.Reason.SIMULATION_UNFINISHED,
                    Wording.of("Simulation {0} has not ended well", evidence.number()),
                    Map.of());
        }
        if (finishedAt.plus(LONGEST).isBefore(now)) {
            throw new Declined(
                    Declined.Reason.SIMULATION_STALE,
                    Wording.of(
                            "Simulation {0} is older than {1} hours; simulate again",
                            evidence.number(), LONGEST.toHours()),
                    Map.of("finished_at", finishedAt.toString()));
        }
    }

    /** The figures as the simulation said them. */
    static void check(Evidence evidence, Publishing wanted) {
        if (evidence.audience() != wanted.audience() || !evidence.maximumSpend().equals(wanted.maximumSpend())) {
            throw new Declined(
                    Declined.Reason.OTHER_FIGURES,
                    Wording.of("Simulation {0} said other figures", evidence.number()),
                    Map.of(
                            "audience",
                            String.valueOf(evidence.audience()),
                            "maximum_spend",
                            evidence.maximumSpend().toString()));
        }
    }

    /** The audience within a tenth of what it was. */
    static void check(Evidence evidence, long now) {
        long then = evidence.audience();
        if (Math.multiplyExact(Math.abs(Math.subtractExact(now, then)), TENTHS) > then) {
            throw new Declined(
                    Declined.Reason.AUDIENCE_CHANGED,
                    Wording.of(
                            "The audience has changed by more than a tenth since simulation {0}; simulate again",
                            evidence.number()),
                    Map.of("then", String.valueOf(then), "now", String.valueOf(now)));
        }
    }
}
