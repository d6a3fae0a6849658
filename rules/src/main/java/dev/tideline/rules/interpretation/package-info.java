/** What checked rules and conditions mean for one user, and why: held against facts, explained, printed as authors write. */
@NullMarked
package dev.tideline.rules.interpretation;

import org.jspecify.annotations.NullMarked;
