/** The ledger: claims against budgets, and an immutable double entry for every step of a grant. */
@NullMarked
package dev.tideline.engine.ledger;

import org.jspecify.annotations.NullMarked;
