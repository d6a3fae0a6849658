/** Requests that wait at the same time are served together. */
@NullMarked
package dev.tideline.engine.gathering;

import org.jspecify.annotations.NullMarked;
