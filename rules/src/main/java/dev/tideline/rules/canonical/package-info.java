/** Prints checked rules anew, as the only text that a rule engine ever sees, and names them by their content. */
@NullMarked
package dev.tideline.rules.canonical;

import org.jspecify.annotations.NullMarked;
