/** Rules as tables: a row is a rule, a column a condition on one field or a part of what the rule proposes. */
@NullMarked
package dev.tideline.rules.notation.table;

import org.jspecify.annotations.NullMarked;
