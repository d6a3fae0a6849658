/** The endpoints that make, list and end API keys, and mint tokens for users. */
@NullMarked
package dev.tideline.api.keys;

import org.jspecify.annotations.NullMarked;
