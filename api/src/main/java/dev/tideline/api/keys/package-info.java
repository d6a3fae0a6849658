/** The endpoints that make, list and end API keys. */
@NullMarked
package dev.tideline.api.keys;

import org.jspecify.annotations.NullMarked;
