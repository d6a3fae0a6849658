package dev.tideline.rules.ruleset;

import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.ruleset.evaluation.RuleBase;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Compiles the playbooks that compile. Rules that passed the check should always do; if the whole does not, halves of it
 * are tried until the culprits are found, so that they take nobody else down. Where each half compiles and the whole does
 * not, playbooks of the most rules are left out until the rest compiles: those that protect users have few.
 */
final class SoundPlaybooks {

    private final Map<String, List<Problem>> refused;
    private final Function<List<CheckedRule>, Checked<RuleBase>> compiler;

    /** Notes playbooks that do not compile in {@code refused}. */
    SoundPlaybooks(Map<String, List<Problem>> refused, Function<List<CheckedRule>, Checked<RuleBase>> compiler) {
        this.refused = refused;
        this.compiler = compiler;
    }

    /** The rule base of the playbooks that compile. */
    RuleBase compile(Map<String, List<CheckedRule>> playbooks) {
        TreeMap<String, List<CheckedRule>> all = new TreeMap<>(playbooks);
        Checked<RuleBase> whole = base(all);
        if (whole.isValid()) {
            return whole.orThrow();
        }
        refuseCulprits(all, whole.problems());
        all.keySet().removeAll(refused.keySet());
        Checked<RuleBase> rest = base(all);
        while (!rest.isValid() && !all.isEmpty()) {
            String largest = Collections.max(
                            all.entrySet(),
                            Comparator.comparingInt(entry -> entry.getValue().size()))
                    .getKey();
            refused.put(largest, rest.problems());
            all.remove(largest);
            rest = base(all);
        }
        return rest.orThrow();
    }

    private void refuseCulprits(SortedMap<String, List<CheckedRule>> failing, List<Problem> problems) {
        if (failing.size() == 1) {
            refused.put(failing.firstKey(), problems);
            return;
        }
        String middle = List.copyOf(failing.keySet()).get(failing.size() / 2);
        for (SortedMap<String, List<CheckedRule>> half : List.of(failing.headMap(middle), failing.tailMap(middle))) {
            Checked<RuleBase> base = base(half);
            if (!base.isValid()) {
                refuseCulprits(half, base.problems());
            }
        }
    }

    private Checked<RuleBase> base(Map<String, List<CheckedRule>> playbooks) {
        return compiler.apply(playbooks.values().stream().flatMap(List::stream).toList());
    }
}
