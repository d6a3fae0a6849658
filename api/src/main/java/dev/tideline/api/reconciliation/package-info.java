/** Reconciliation over HTTP: the wallet's statements, and how they compare with the ledger. */
@NullMarked
package dev.tideline.api.reconciliation;

import org.jspecify.annotations.NullMarked;
