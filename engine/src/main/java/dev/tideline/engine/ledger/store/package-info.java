/** The ledger in PostgreSQL. */
@NullMarked
package dev.tideline.engine.ledger.store;

import org.jspecify.annotations.NullMarked;
