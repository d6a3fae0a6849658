/** The machine of a run: workers lease its shards with a fencing token, go chunk by chunk and resume after a crash. */
@NullMarked
package dev.tideline.engine.sweep.shard;

import org.jspecify.annotations.NullMarked;
