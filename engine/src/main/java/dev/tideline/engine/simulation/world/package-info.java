/** A population taken through the rules twice, and through budgets of which nothing is booked. */
@NullMarked
package dev.tideline.engine.simulation.world;

import org.jspecify.annotations.NullMarked;
