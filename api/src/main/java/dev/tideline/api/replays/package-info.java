/** The endpoints that start, show and stop replays. */
@NullMarked
package dev.tideline.api.replays;

import org.jspecify.annotations.NullMarked;
