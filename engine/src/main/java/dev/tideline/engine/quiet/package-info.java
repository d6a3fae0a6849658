/** Quiet hours: when a touch may go on the user's own clock. */
@NullMarked
package dev.tideline.engine.quiet;

import org.jspecify.annotations.NullMarked;
