/** The relay that sends what is in the outbox, at least once, under a stable id. */
@NullMarked
package dev.tideline.engine.delivery;

import org.jspecify.annotations.NullMarked;
