/** Runs over all users: planned once, split into leased shards, evaluated and committed chunk by chunk. */
@NullMarked
package dev.tideline.engine.sweep;

import org.jspecify.annotations.NullMarked;
