/** Playbooks whose rules run away: for whom they were cut, and which versions do not act because of it. */
@NullMarked
package dev.tideline.engine.quarantine;

import org.jspecify.annotations.NullMarked;
