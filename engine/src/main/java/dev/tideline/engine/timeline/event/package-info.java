/** What each type of event changes in its day: metrics that add up, and records whose bodies are read back later. */
@NullMarked
package dev.tideline.engine.timeline.event;

import org.jspecify.annotations.NullMarked;
