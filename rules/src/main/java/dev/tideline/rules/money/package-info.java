/** Amounts of assets, exact to the last minor unit: no binary fraction, and no sum across assets. */
@NullMarked
package dev.tideline.rules.money;

import org.jspecify.annotations.NullMarked;
