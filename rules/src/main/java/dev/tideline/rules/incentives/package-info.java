/** The catalogue of incentives that rules may offer. */
@NullMarked
package dev.tideline.rules.incentives;

import org.jspecify.annotations.NullMarked;
