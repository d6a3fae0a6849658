/** Which of a person's candidates are granted, and why the others are not: pure, in any order of its input the same. */
@NullMarked
package dev.tideline.engine.arbitration;

import org.jspecify.annotations.NullMarked;
