/** Turns the state of a real user into a case of a playbook that names nobody. */
@NullMarked
package dev.tideline.rules.scenario.capture;

import org.jspecify.annotations.NullMarked;
