/** What incentives may cost, as data: which budgets there are, and what makes a grant wait. */
@NullMarked
package dev.tideline.rules.budgets;

import org.jspecify.annotations.NullMarked;
