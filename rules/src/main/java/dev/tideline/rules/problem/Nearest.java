package dev.tideline.rules.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that was probably meant. */
public final class Nearest {

    private static final int FEW = 12;

    /** Nobody means a name by more characters than this, and comparing them takes time. */
    private static final int LONGEST = 120;

    private Nearest() {}

    /** {@code did you mean `x`?}, or the known names if none is near, or less if they are many. */
    public static Wording hint(String name, Collection<String> known) {
        return of(name, known).map(Nearest::meant).orElseGet(() -> choices(known));
    }

    /** {@code did you mean `x`?} */
    public static Wording meant(String name) {
        return Wording.of("did you mean `{0}`?", name);
    }

    /** The nearest known name; empty if none is near. Of two equally near the first in the alphabet. */
    public static Optional<String> of(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= most(name, candidate))
                .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many edits a name may be away: of short ones at least half must be right. */
    private static int most(String name, String candidate) {
        int shorter = Math.min(name.length(), candidate.length());
        return Math.min(Math.max(2, name.length() / 3), shorter / 2);
    }

    private static Wording choices(Collection<String> known) {
        if (known.size() > FEW) {
            return Wording.of("no known name is near it");
        }
        return known.isEmpty() ? Wording.of("there are none") : Wording.of("one of {0}", Wording.names(known));
    }

    /** Edits (insert, delete, change, swap of neighbours) from one to the other; case does not count. */
    public static int distance(String one, String other) {
        String from = one.toLowerCase(Locale.ROOT);
        String to = other.toLowerCase(Locale.ROOT);
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
