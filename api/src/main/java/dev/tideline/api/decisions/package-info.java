/** Offers that product teams pull, and what happens to them, over HTTP. */
@NullMarked
package dev.tideline.api.decisions;

import org.jspecify.annotations.NullMarked;
