package dev.tideline.engine.pull.choice;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A candidate that is not offered, and why.
 *
 * @param values what decided it: the budget, what it has left, the cap …
 */
public record Other(String playbook, String rule, String outcome, String reason, SortedMap<String, String> values) {

    public Other {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
}
