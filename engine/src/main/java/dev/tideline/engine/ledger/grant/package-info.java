/** Grants: what a claim asks for, what came of it, and how a grant moves on to payment or back. */
@NullMarked
package dev.tideline.engine.ledger.grant;

import org.jspecify.annotations.NullMarked;
