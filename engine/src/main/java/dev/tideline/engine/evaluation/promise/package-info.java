/** What persons were promised, asked about once more as they are now. */
@NullMarked
package dev.tideline.engine.evaluation.promise;

import org.jspecify.annotations.NullMarked;
