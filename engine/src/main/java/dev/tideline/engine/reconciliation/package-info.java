/** Compares what the ledger says was paid on a day with what the wallet reports. */
@NullMarked
package dev.tideline.engine.reconciliation;

import org.jspecify.annotations.NullMarked;
