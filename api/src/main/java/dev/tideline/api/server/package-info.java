/** How the server comes up: one step after the other, ready when the last is done. */
@NullMarked
package dev.tideline.api.server;

import org.jspecify.annotations.NullMarked;
