/** What the law of each jurisdiction bars or asks for, as dated packs of clauses, and the verdict that follows from them. */
@NullMarked
package dev.tideline.rules.jurisdiction;

import org.jspecify.annotations.NullMarked;
