/** What runs do after all their persons are passed: phases, each with its own work, in a fixed order. */
@NullMarked
package dev.tideline.engine.sweep.phase;

import org.jspecify.annotations.NullMarked;
