package dev.tideline.rules.interpretation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why one rule did or did not fire for one user, clause by clause.
 *
 * @param rule name of the rule
 * @param why what its author says it is for
 * @param holds whether all clauses hold, and so whether it fires
 * @param clauses its constraints in written order, of the user, then the market, then the instant
 */
public record Explanation(String rule, String why, boolean holds, List<Clause> clauses) {

    public Explanation {
        clauses = List.copyOf(clauses);
    }

    /**
     * One clause.
     *
     * @param fact {@code User}, {@code Market} or {@code AsOf}
     * @param text as an author would write it
     * @param holds whether it holds
     * @param values what was read, by the name of the field or parameter; {@code null} as text where missing
     * @param parts the clauses it consists of; empty if it is a single comparison
     */
    public record Clause(String fact, String text, boolean holds, Map<String, String> values, List<Clause> parts) {

        public Clause {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            parts = List.copyOf(parts);
        }
    }
}
