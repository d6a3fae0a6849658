/** What waits for a person among the offers. */
@NullMarked
package dev.tideline.api.held;

import org.jspecify.annotations.NullMarked;
