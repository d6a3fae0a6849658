package dev.tideline.rules.lint.solver;

import dev.tideline.rules.language.CheckedRule;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The regions of some rules, found once. Immutable.
 *
 * @param byRule name of a rule to its region
 * @param tooLarge names of the rules whose condition takes more boxes than the declared size
 */
public record RuleRegions(SortedMap<String, Region> byRule, SortedSet<String> tooLarge) {

    public RuleRegions {
        byRule = Collections.unmodifiableSortedMap(new TreeMap<>(byRule));
        tooLarge = Collections.unmodifiableSortedSet(new TreeSet<>(tooLarge));
    }

    /** Those of these rules. */
    public static RuleRegions of(Collection<CheckedRule> rules) {
        SortedMap<String, Region> byRule = new TreeMap<>();
        SortedSet<String> tooLarge = new TreeSet<>();
        for (CheckedRule rule : rules) {
            try {
                byRule.put(rule.name(), Regions.of(rule));
            } catch (TooLarge e) {
                tooLarge.add(rule.name());
            }
        }
        return new RuleRegions(byRule, tooLarge);
    }

    /** The region of a rule; empty if it is too large. */
    public Optional<Region> of(CheckedRule rule) {
        return Optional.ofNullable(byRule.get(rule.name()));
    }
}
