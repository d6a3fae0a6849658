/** Decisions in PostgreSQL. */
@NullMarked
package dev.tideline.engine.decision.store;

import org.jspecify.annotations.NullMarked;
