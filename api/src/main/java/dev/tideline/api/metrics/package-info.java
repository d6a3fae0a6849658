/** What an operator's monitoring sees of the engine's work. */
@NullMarked
package dev.tideline.api.metrics;

import org.jspecify.annotations.NullMarked;
