/** How a run claims: at once where budgets surely have room for all, else in a second pass that takes persons in order. */
@NullMarked
package dev.tideline.engine.sweep.claim;

import org.jspecify.annotations.NullMarked;
