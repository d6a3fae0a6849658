/** The endpoints that start, show and stop sweeps. */
@NullMarked
package dev.tideline.api.sweeps;

import org.jspecify.annotations.NullMarked;
