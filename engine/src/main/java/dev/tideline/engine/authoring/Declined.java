package dev.tideline.engine.authoring;

import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** A step in the life of a playbook that its present state does not allow; nothing was changed. */
public final class Declined extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. Codes are stable. */
    public enum Reason {
        /** There is no such playbook, draft or version. */
        NOT_FOUND,
        /** The files have mistakes that keep them from being kept at all. */
        MALFORMED,
        /** There is something already; say which revision is to be replaced. */
        REVISION_MISSING,
        /** Somebody else saved, or brought a version into force, meanwhile. */
        OUTDATED,
        /** The version has problems or findings that block. */
        UNSOUND,
        /** The version is in force already. */
        IN_FORCE,
        /** The version was never in force, so that nothing can be rolled back to it. */
        NEVER_IN_FORCE,
        /** There is no such simulation. */
        NOT_SIMULATED,
        /** The simulation has not ended well. */
        SIMULATION_UNFINISHED,
        /** The simulation looked at some users only. */
        SIMULATION_FILTERED,
        /** The simulation is of another version. */
        OTHER_VERSION,
        /** The simulation is older than it may be. */
        SIMULATION_STALE,
        /** What is echoed is not what the simulation said. */
        OTHER_FIGURES,
        /** The audience has changed since the simulation. */
        AUDIENCE_CHANGED,
        /** A second person has to approve it. */
        NOT_APPROVED,
        /** Who worked on a version does not approve it. */
        OWN_WORK,
        /** The version cannot act beside the one that goes on outside its share, since they run at different times. */
        OTHER_SCHEDULE,
        /** Somebody else changed which versions act while this was looked at. */
        CHANGED_MEANWHILE,
        /** The playbook is not in force. */
        NOT_LIVE
    }

    private final Reason reason;
    private final transient Wording wording;
    private final transient SortedMap<String, String> values;
    private final transient List<Problem> problems;

    /** For a reason, with the values that decided. */
    public Declined(Reason reason, Wording wording, Map<String, String> values) {
        this(reason, wording, values, List.of());
    }

    /** For a reason, with everything that is wrong. */
    public Declined(Reason reason, Wording wording, Map<String, String> values, List<Problem> problems) {
        super(wording.text(), null, false, false);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.wording = wording;
        this.values = new TreeMap<>(values);
        this.problems = List.copyOf(problems);
    }

    /** Nothing has this name. */
    public static Declined notFound(Wording what) {
        return new Declined(Reason.NOT_FOUND, what, Map.of());
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** Why, in words. */
    public Wording wording() {
        return wording;
    }

    /** The values that decided, by name. */
    public SortedMap<String, String> values() {
        return values;
    }

    /** Everything that is wrong with the files, if that is why. */
    public List<Problem> problems() {
        return problems;
    }
}
