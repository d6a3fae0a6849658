/** A user's fields at an instant, computed from his timeline, and when they change next with nothing happening. */
@NullMarked
package dev.tideline.engine.snapshot;

import org.jspecify.annotations.NullMarked;
