/** What rules see of a user at an instant: his history, what derives from it, his lists and his segments. */
@NullMarked
package dev.tideline.engine.facts;

import org.jspecify.annotations.NullMarked;
