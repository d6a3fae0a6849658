/** Decisions as soon as events have changed a user, for playbooks that ask for it; sweeps remain the safety net. */
@NullMarked
package dev.tideline.engine.live;

import org.jspecify.annotations.NullMarked;
