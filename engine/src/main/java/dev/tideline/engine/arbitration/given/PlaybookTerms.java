package dev.tideline.engine.arbitration.given;

import dev.tideline.rules.playbook.Playbook;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;

/**
 * One playbook that runs. Paused ones do not: runs, replays and the check at sending leave them out before.
 *
 * @param playbook the playbook
 * @param version {@link Playbook#version()}, computed once
 * @param firstRun whether this is its first run since it went live: whoever it fits now has not entered
 * @param staleReads rule name to the stale fields (columns) it reads; rules without any are not in it
 * @param share percent of persons that it acts for, 1 to 100
 * @param goesOn whether another version is in force, and this one goes on for those outside the share of that
 */
public record PlaybookTerms(
        Playbook playbook,
        String version,
        boolean firstRun,
        Map<String, SortedSet<String>> staleReads,
        int share,
        boolean goesOn) {

    /** Acts for everybody. */
    public static final int EVERYBODY = 100;

    public PlaybookTerms {
        Objects.requireNonNull(playbook, "playbook");
        Objects.requireNonNull(version, "version");
        staleReads = Map.copyOf(staleReads);
    }

    /** The version in force. */
    public PlaybookTerms(
            Playbook playbook, String version, boolean firstRun, Map<String, SortedSet<String>> staleReads, int share) {
        this(playbook, version, firstRun, staleReads, share, false);
    }

    /** For everybody. */
    public PlaybookTerms(
            Playbook playbook, String version, boolean firstRun, Map<String, SortedSet<String>> staleReads) {
        this(playbook, version, firstRun, staleReads, EVERYBODY);
    }

    /** A live playbook with fresh data. */
    public static PlaybookTerms live(Playbook playbook) {
        return new PlaybookTerms(playbook, playbook.version(), false, Map.of());
    }
}
