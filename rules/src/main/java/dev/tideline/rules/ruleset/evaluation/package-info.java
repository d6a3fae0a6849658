/** Evaluates users with compiled rules, within limits of firings and time. */
@NullMarked
package dev.tideline.rules.ruleset.evaluation;

import org.jspecify.annotations.NullMarked;
