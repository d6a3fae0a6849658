/** Reads author's text into checked rules and conditions, or says everything that is wrong with it. Executes nothing. */
@NullMarked
package dev.tideline.rules.reading;

import org.jspecify.annotations.NullMarked;
