/** Finds when rules may change their truth although nothing happened to the user. */
@NullMarked
package dev.tideline.rules.due;

import org.jspecify.annotations.NullMarked;
