/** Incentives that share a pool among all who qualify: a phase of the run that found them. */
@NullMarked
package dev.tideline.engine.pools;

import org.jspecify.annotations.NullMarked;
