/** What a value may be beyond its type: ranges of numbers and forms of texts, declared with the field. */
@NullMarked
package dev.tideline.rules.facts.limits;

import org.jspecify.annotations.NullMarked;
