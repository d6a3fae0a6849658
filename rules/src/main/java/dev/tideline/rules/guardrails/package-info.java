/** The limits and rules that no playbook may pass, as data. */
@NullMarked
package dev.tideline.rules.guardrails;

import org.jspecify.annotations.NullMarked;
