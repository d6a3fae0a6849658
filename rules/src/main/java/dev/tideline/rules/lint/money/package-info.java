/** Checks of money: caps, budgets and expiry that are missing, rewards that cost less than they pay, and circles. */
@NullMarked
package dev.tideline.rules.lint.money;

import org.jspecify.annotations.NullMarked;
