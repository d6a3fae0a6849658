/** Reads conditions, as they stand between the parentheses of a pattern, into the checked tree. */
@NullMarked
package dev.tideline.rules.reading.condition;

import org.jspecify.annotations.NullMarked;
