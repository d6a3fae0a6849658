/** Decisions decided once more from nothing but their records: what comes out as it was written, and what does not. */
@NullMarked
package dev.tideline.engine.audit;

import org.jspecify.annotations.NullMarked;
