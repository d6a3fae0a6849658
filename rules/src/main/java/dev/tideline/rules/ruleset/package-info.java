/** Compiles checked rules into a rule base and evaluates it: the only place that knows Drools. */
@NullMarked
package dev.tideline.rules.ruleset;

import org.jspecify.annotations.NullMarked;
