/** Whether what one playbook pays makes its user qualify for another, and that one for the first again. */
@NullMarked
package dev.tideline.rules.lint.money.circles;

import org.jspecify.annotations.NullMarked;
