/** The machine of a run: planned once, cut into shards that workers lease with a fencing token, and resumed after a crash. */
@NullMarked
package dev.tideline.engine.sweep.shard;

import org.jspecify.annotations.NullMarked;
