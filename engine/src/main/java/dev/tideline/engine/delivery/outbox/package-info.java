/** Writes the touches of decisions into the outbox. */
@NullMarked
package dev.tideline.engine.delivery.outbox;

import org.jspecify.annotations.NullMarked;
