/** What rules see of a user, the market and the instant: values by slot, and the fields that describe them. */
@NullMarked
package dev.tideline.rules.facts;

import org.jspecify.annotations.NullMarked;
