/** Pools that are divided among all who qualify, in a second pass: to the last unit, and never more. */
@NullMarked
package dev.tideline.engine.ledger.pool;

import org.jspecify.annotations.NullMarked;
