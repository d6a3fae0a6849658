/** Tables of the ledger, within one transaction; only the ledger in PostgreSQL writes them. */
@NullMarked
package dev.tideline.engine.ledger.store.row;

import org.jspecify.annotations.NullMarked;
