/** Budgets: limits in total and in a calendar window, and what is spent of them. */
@NullMarked
package dev.tideline.engine.ledger.budget;

import org.jspecify.annotations.NullMarked;
