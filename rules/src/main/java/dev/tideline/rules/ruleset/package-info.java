/** Compiles playbooks and guardrails into a rulebook: with the packages below it, the only place that knows Drools. */
@NullMarked
package dev.tideline.rules.ruleset;

import org.jspecify.annotations.NullMarked;
