/** What arbitration asks of money: which budgets a grant is charged to, and what they say. */
@NullMarked
package dev.tideline.engine.arbitration.budget;

import org.jspecify.annotations.NullMarked;
