package dev.tideline.rules.lint.conditions;

import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.lint.solver.Region;
import dev.tideline.rules.notation.table.file.Tables;
import java.util.HashSet;
import java.util.Set;

/**
 * A rule with its region, as one of several rules or rows of a playbook.
 *
 * @param rule the rule
 * @param region whom it can fit; not empty
 */
record Row(CheckedRule rule, Region region) {

    /** Whether it is a row of a table. */
    boolean inTable() {
        return Tables.isTable(rule.place().source());
    }

    /** Whether both are rows of one table. */
    boolean sharesTable(Row other) {
        return inTable() && rule.place().source().equals(other.rule.place().source());
    }

    /** Whether both propose the same. */
    boolean actsAs(Row other) {
        Set<Part> own = new HashSet<>(rule.parts());
        return own.equals(new HashSet<>(other.rule.parts()));
    }
}
