/** A user's history as a sparse list of days in compact bytes: whatever the order of events, the same bytes. */
@NullMarked
package dev.tideline.engine.timeline;

import org.jspecify.annotations.NullMarked;
