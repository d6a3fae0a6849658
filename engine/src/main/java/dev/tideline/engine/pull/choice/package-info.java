/** What goes on a screen: the best candidates of a person that the budgets can pay for. */
@NullMarked
package dev.tideline.engine.pull.choice;

import org.jspecify.annotations.NullMarked;
