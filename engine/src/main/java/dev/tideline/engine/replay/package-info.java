/** Replays: a playbook run over past days with a virtual clock, without touching anything live. */
@NullMarked
package dev.tideline.engine.replay;

import org.jspecify.annotations.NullMarked;
