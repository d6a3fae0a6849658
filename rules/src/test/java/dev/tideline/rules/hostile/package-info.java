/** What hostile authors hand in, for the tests of both guards. */
@NullMarked
package dev.tideline.rules.hostile;

import org.jspecify.annotations.NullMarked;
