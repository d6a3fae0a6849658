/** The declared table of event types and their payloads. */
@NullMarked
package dev.tideline.engine.events;

import org.jspecify.annotations.NullMarked;
