/** The checked form of rules and conditions. */
@NullMarked
package dev.tideline.rules.language;

import org.jspecify.annotations.NullMarked;
