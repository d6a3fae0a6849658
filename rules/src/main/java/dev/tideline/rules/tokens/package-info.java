/** Splits author's text into words and signs, and collects what is wrong with it. */
@NullMarked
package dev.tideline.rules.tokens;

import org.jspecify.annotations.NullMarked;
