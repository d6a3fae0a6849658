/** What follows from the plan of budgets and from a change of one: what it charges at all, and whom a change concerns. */
@NullMarked
package dev.tideline.engine.budgets;

import org.jspecify.annotations.NullMarked;
