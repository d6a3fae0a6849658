/** The checked form of rules and conditions, what it means for one user, and why. */
@NullMarked
package dev.tideline.rules.language;

import org.jspecify.annotations.NullMarked;
