/** The operator's own fields. */
@NullMarked
package dev.tideline.api.traits;

import org.jspecify.annotations.NullMarked;
