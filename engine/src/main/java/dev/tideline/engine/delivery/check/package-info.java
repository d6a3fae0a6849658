/** Checks at sending that a touch may still go out. */
@NullMarked
package dev.tideline.engine.delivery.check;

import org.jspecify.annotations.NullMarked;
