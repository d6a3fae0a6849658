/** The needed columns of the one history that is being read, in arrays that are used again for the next. */
@NullMarked
package dev.tideline.engine.snapshot.column;

import org.jspecify.annotations.NullMarked;
