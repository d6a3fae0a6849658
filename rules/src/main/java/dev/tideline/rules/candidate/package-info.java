/** What rules may propose: incentives and touches, the channels that carry them and the class that decides what may drop them. */
@NullMarked
package dev.tideline.rules.candidate;

import org.jspecify.annotations.NullMarked;
