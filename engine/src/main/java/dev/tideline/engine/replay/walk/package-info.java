/** The virtual days themselves: users at each day's end, candidates, arbitration and a past that is kept in memory. */
@NullMarked
package dev.tideline.engine.replay.walk;

import org.jspecify.annotations.NullMarked;
