/** What the engine costs, as ratios to what PostgreSQL alone needs for the same rows; {@code docs/benchmarks.md} has the commands. */
@NullMarked
package dev.tideline.engine.benchmark;

import org.jspecify.annotations.NullMarked;
