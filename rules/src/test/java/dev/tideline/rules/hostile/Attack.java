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
        /** Cells that a spreadsheet would compute. */
        FORMULA(false),
        /** What unfolds when it is unpacked, or holds archives. */
        ZIP_BOMB(false),
        /** Parts that stand twice, so that two readers may see different ones. */
        DUPLICATE_PART(false),
        /** XML that fetches or repeats something. */
        ENTITIES(false),
        /** Macros, links, embedded files, names that lead elsewhere, what is hidden from who approves. */
        BESIDE_THE_TABLE(false),
        /** More than a table of rules needs. */
        OVERSIZED(false),
        /** What the language does not have, harmless as it may look. */
        LANGUAGE(false);

        private final boolean scanned;

        Kind() {
            this(true);
        }

        Kind(boolean scanned) {
            this.scanned = scanned;
        }

        /** Whether the second guard would see it in the byte code: what a sheet is made of never gets there. */
        public boolean isScanned() {
            return scanned;
        }
    }

    private static final int SHOWN = 300;

    public Attack {
        files = Map.copyOf(files);
    }

    @Override
    public String toString() {
        String text = String.join("\n", files.values());
        return kind + " " + files.keySet() + " " + text.substring(0, Math.min(SHOWN, text.length()));
    }
}
