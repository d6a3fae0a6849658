/** When runs are due: Quartz plants the run row and nothing else, and what was missed is made up by policy. */
@NullMarked
package dev.tideline.engine.schedule;

import org.jspecify.annotations.NullMarked;
