/** Which users a checked condition can hold for, as unions of boxes of values: sound, small, and bounded in size. */
@NullMarked
package dev.tideline.rules.lint.solver;

import org.jspecify.annotations.NullMarked;
