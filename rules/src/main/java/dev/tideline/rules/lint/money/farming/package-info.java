/** Whether a reward is worth taking for its own sake: what it costs at least to earn, against what it pays. */
@NullMarked
package dev.tideline.rules.lint.money.farming;

import org.jspecify.annotations.NullMarked;
