/** What is wrong with something somebody wrote, said so that they can mend it. */
@NullMarked
package dev.tideline.rules.problem;

import org.jspecify.annotations.NullMarked;
