/** The transactional outbox and the relay that sends what is in it, at least once, under a stable id. */
@NullMarked
package dev.tideline.engine.delivery;

import org.jspecify.annotations.NullMarked;
