/** Audiences as marketing reads them: who is in, who entered and who left. */
@NullMarked
package dev.tideline.engine.audience;

import org.jspecify.annotations.NullMarked;
