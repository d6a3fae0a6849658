/** The bytes of a history: columns by metric or feed field, with a cell for each day that has one. */
@NullMarked
package dev.tideline.engine.timeline.cells;

import org.jspecify.annotations.NullMarked;
