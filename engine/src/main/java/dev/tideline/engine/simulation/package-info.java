/** Simulations: a draft against what is in force, on the present population, without touching anything live. */
@NullMarked
package dev.tideline.engine.simulation;

import org.jspecify.annotations.NullMarked;
