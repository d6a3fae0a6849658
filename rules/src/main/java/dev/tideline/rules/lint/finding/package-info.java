/** What the checks found. */
@NullMarked
package dev.tideline.rules.lint.finding;

import org.jspecify.annotations.NullMarked;
