/** Checks of conditions: what can never hold, says nothing, says the same twice, leaves gaps, or costs a full sweep. */
@NullMarked
package dev.tideline.rules.lint.conditions;

import org.jspecify.annotations.NullMarked;
