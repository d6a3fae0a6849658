/** Placements: the places in a product that show offers, with what they take and how offers are kept there. */
@NullMarked
package dev.tideline.engine.placement;

import org.jspecify.annotations.NullMarked;
