/** Which calls are taken at all: by their address and method, their query, and the forms of body and answer. */
@NullMarked
package dev.tideline.api.calls;

import org.jspecify.annotations.NullMarked;
