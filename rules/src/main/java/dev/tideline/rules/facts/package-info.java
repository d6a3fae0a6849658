/** The vocabulary: what rules see of a user and the market, and what they may propose. */
@NullMarked
package dev.tideline.rules.facts;

import org.jspecify.annotations.NullMarked;
