/** The playbooks that are in force: stored by content hash, compiled off the request threads, paused and resumed. */
@NullMarked
package dev.tideline.engine.rulebook;

import org.jspecify.annotations.NullMarked;
