/** What arbitration looks at: a person with all accounts, his past, and the terms that bind a run. */
@NullMarked
package dev.tideline.engine.arbitration.given;

import org.jspecify.annotations.NullMarked;
