/** Has Drools turn canonical text into classes, and loads them only if all they name is on a list. */
@NullMarked
package dev.tideline.rules.ruleset.guard;

import org.jspecify.annotations.NullMarked;
