/** API keys on the wire, and which role each endpoint asks. */
@NullMarked
package dev.tideline.api.security;

import org.jspecify.annotations.NullMarked;
