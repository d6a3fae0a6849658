/** Who has a part in the pools of a run: enrolled, read as of the run, and led through the gates once more. */
@NullMarked
package dev.tideline.engine.pools.enrolment;

import org.jspecify.annotations.NullMarked;
