/** The endpoints that start, show and stop simulations. */
@NullMarked
package dev.tideline.api.simulations;

import org.jspecify.annotations.NullMarked;
