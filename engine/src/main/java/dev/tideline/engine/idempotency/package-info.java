/** Calls that are made again: the first one's answer is kept for the others. */
@NullMarked
package dev.tideline.engine.idempotency;

import org.jspecify.annotations.NullMarked;
