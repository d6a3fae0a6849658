package dev.tideline.rules.hostile;

import java.util.Map;

/**
 * One thing that somebody may hand in to reach what rules must not reach.
 *
 * @param kind what it is after
 * @param files the rule files or sheets as an author hands them in, by name
 * @param past the same past the first guard, as Drools would get it; empty if the second guard has nothing to see
 */
public record Attack(Kind kind, Map<String, String> files, String past) {

    /** What attacks are after. */
    public enum Kind {
        PROCESS,
        FILE,
        NETWORK,
        CLASS_LOADING,
        REFLECTION,
        ENGINE,
        INITIALISER,
        UNICODE,
        COMMENT,
        INLINE,
        LOOP,
        INSERTS,
        RECURSION,
        PATTERN,
        MEMORY,
        /** What the language does not have, harmless as it may look. */
        LANGUAGE
    }

    public Attack {
        files = Map.copyOf(files);
    }

    @Override
    public String toString() {
        return kind + " " + String.join("\n", files.values());
    }
}
