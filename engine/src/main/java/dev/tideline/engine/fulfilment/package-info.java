/** Tells the wallet what to pay under each grant's key, until it has acknowledged it. */
@NullMarked
package dev.tideline.engine.fulfilment;

import org.jspecify.annotations.NullMarked;
