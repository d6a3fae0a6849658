/** How values of one user belong together, so that conditions on several fields can contradict each other. */
@NullMarked
package dev.tideline.rules.lint.relation;

import org.jspecify.annotations.NullMarked;
