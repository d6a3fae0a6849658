/** Offers on screens: what may happen to one, and what that does to its grants. */
@NullMarked
package dev.tideline.engine.offer;

import org.jspecify.annotations.NullMarked;
