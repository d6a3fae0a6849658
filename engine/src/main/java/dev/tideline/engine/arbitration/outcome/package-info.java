/** What arbitration says: the outcome and reason of every part and candidate, with the values that decided. */
@NullMarked
package dev.tideline.engine.arbitration.outcome;

import org.jspecify.annotations.NullMarked;
