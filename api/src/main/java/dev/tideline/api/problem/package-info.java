/** Errors as RFC 9457 problems with stable types. */
@NullMarked
package dev.tideline.api.problem;

import org.jspecify.annotations.NullMarked;
