/** Grants over HTTP: what is held, locked and payable, and the steps that a person or the wallet asks for. */
@NullMarked
package dev.tideline.api.grants;

import org.jspecify.annotations.NullMarked;
