/** Long work in the background: begun by one node, seen to be alive, given back when its server stops, and cancelled. */
@NullMarked
package dev.tideline.engine.job;

import org.jspecify.annotations.NullMarked;
