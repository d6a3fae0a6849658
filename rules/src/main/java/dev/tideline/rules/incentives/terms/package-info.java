/** What each type of incentive pays under which conditions, as arithmetic without rounding surprises. */
@NullMarked
package dev.tideline.rules.incentives.terms;

import org.jspecify.annotations.NullMarked;
