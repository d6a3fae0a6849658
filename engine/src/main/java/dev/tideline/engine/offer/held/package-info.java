/** Offers that wait for a person's release. */
@NullMarked
package dev.tideline.engine.offer.held;

import org.jspecify.annotations.NullMarked;
