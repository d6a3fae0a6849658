/** The ledger's arithmetic, pure: what a claim or a step does to budgets, and how it is booked. */
@NullMarked
package dev.tideline.engine.ledger.book;

import org.jspecify.annotations.NullMarked;
