/** What a simulation counts: how candidates end on both sides, person by person, and the sums of it. */
@NullMarked
package dev.tideline.engine.simulation.tally;

import org.jspecify.annotations.NullMarked;
