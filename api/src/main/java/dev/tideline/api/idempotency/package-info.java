/** Calls that move money, made again under their {@code Idempotency-Key}. */
@NullMarked
package dev.tideline.api.idempotency;

import org.jspecify.annotations.NullMarked;
