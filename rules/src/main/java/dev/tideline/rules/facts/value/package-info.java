/** Values of fields as people and systems write them, and back. */
@NullMarked
package dev.tideline.rules.facts.value;

import org.jspecify.annotations.NullMarked;
