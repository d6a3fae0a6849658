/** How the persons of one chunk are settled: risk is asked, budgets are claimed, and decisions are committed. */
@NullMarked
package dev.tideline.engine.sweep.settlement;

import org.jspecify.annotations.NullMarked;
