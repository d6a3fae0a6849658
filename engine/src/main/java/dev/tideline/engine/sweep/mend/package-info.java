/** Runs that have begun and cannot go on as they are: they begin again from their first person. */
@NullMarked
package dev.tideline.engine.sweep.mend;

import org.jspecify.annotations.NullMarked;
