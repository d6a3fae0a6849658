/** Campaigns for wallets from a file: a fixed pool, shared to the last unit, granted through the ledger once. */
@NullMarked
package dev.tideline.engine.campaign;

import org.jspecify.annotations.NullMarked;
