/** The server: starts, wires and secures the engine and speaks HTTP. */
@NullMarked
package dev.tideline.api;

import org.jspecify.annotations.NullMarked;
