/** The notations rules are written in, and how a rule is shown in each. */
@NullMarked
package dev.tideline.rules.notation;

import org.jspecify.annotations.NullMarked;
