/** Budgets over HTTP. */
@NullMarked
package dev.tideline.api.budgets;

import org.jspecify.annotations.NullMarked;
