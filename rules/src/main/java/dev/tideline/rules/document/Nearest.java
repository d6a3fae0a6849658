package dev.tideline.rules.document;

import java.util.Collection;
import java.util.Comparator;

/** Finds the known name that a mistyped one most likely meant. */
final class Nearest {

    private Nearest() {}

    /** {@code . Did you mean 'zone'?}, or nothing if no name is near. */
    static String hint(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> distance(name, candidate) <= Math.max(2, name.length() / 2))
                .map(candidate -> ". Did you mean '" + candidate + "'?")
                .orElse("");
    }

    /** Levenshtein distance. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
