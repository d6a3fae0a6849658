/** Fields that follow from another field and the instant of evaluation. */
@NullMarked
package dev.tideline.rules.facts.derive;

import org.jspecify.annotations.NullMarked;
