package dev.tideline.api.command.folder;

import dev.tideline.engine.authoring.comparison.Comparison;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A playbook as a server has it: what is in force, and what somebody drafts.
 *
 * @param playbook its key
 * @param inForce content hash of the version in force; empty if there is none
 * @param running its files
 * @param draft what somebody saved that is not in force; null if there is no such draft
 */
record Standing(
        String playbook,
        String inForce,
        SortedMap<String, String> running,
        @Nullable OpenDraft draft) {

    /**
     * A draft that somebody saved and that is not in force.
     *
     * @param version content hash of its files
     * @param savedBy who saved it last
     * @param savedAt when, to the minute
     */
    record OpenDraft(String version, String savedBy, String savedAt, SortedMap<String, String> files) {
        OpenDraft {
            files = new TreeMap<>(files);
        }
    }

    Standing {
        running = new TreeMap<>(running);
    }

    /** Content hash of what the next save replaces: the draft, else what is in force; empty if there is neither. */
    String current() {
        return draft == null ? inForce : draft.version();
    }

    /** Whether these files are what is in force. */
    boolean runs(Map<String, String> files) {
        return !inForce.isEmpty() && running.equals(files);
    }

    /** Whether these files are the draft. */
    boolean drafts(Map<String, String> files) {
        return draft != null && draft.files().equals(files);
    }

    /** Says how these files differ from what is in force, and from the draft. */
    void tell(Terminal terminal, Map<String, String> files) {
        OpenDraft open = draft;
        if (runs(files)) {
            terminal.say(
                    open == null
                            ? Wording.of("{0}: the same", playbook)
                            : Wording.of("{0}: the same as in force; {1} is left alone", playbook, words(open)));
            return;
        }
        if (drafts(files)) {
            terminal.say(Wording.of("{0}: saved, but not in force", playbook));
            terminal.lines(inForce.isEmpty() ? List.of() : difference(running, files));
            return;
        }
        if (inForce.isEmpty()) {
            terminal.say(
                    open == null ? Wording.of("{0}: new", playbook) : Wording.of("{0}: nothing is in force", playbook));
        } else {
            terminal.say(Wording.of("{0}: differs from what is in force", playbook));
        }
        if (open == null || !inForce.isEmpty()) {
            terminal.lines(difference(running, files));
        }
        if (open != null) {
            terminal.say(Wording.of("{0}: differs from {1}", playbook, words(open)));
            terminal.lines(difference(open.files(), files));
        }
    }

    /** What is written over if these files are saved although nobody here has seen it. */
    Wording unseen() {
        return draft == null
                ? Wording.of(
                        "left as it is: another version came into force since this was pulled or applied here. Pull it, or write over it with --replace {0}",
                        playbook)
                : Wording.of(
                        "left as it is: {0} is not what was pulled or applied here. Take over what it changes, or write over it with --replace {1}",
                        words(Objects.requireNonNull(draft)), playbook);
    }

    /** The draft in words, by who saved it and when. */
    static Wording words(OpenDraft open) {
        return Wording.of("the draft that {0} saved at {1}", open.savedBy(), open.savedAt());
    }

    private static List<String> difference(Map<String, String> before, Map<String, String> after) {
        List<String> lines = new ArrayList<>();
        Comparison.of(before, after).forEach(file -> {
            lines.addAll(file.lines());
            if (file.lines().isEmpty()) {
                lines.add(file.kind() + " " + file.name());
                file.cells()
                        .forEach(cell -> lines.add("  " + cell.rule() + ", " + cell.column() + ": '" + cell.before()
                                + "' -> '" + cell.after() + "'"));
            }
        });
        return lines;
    }
}
