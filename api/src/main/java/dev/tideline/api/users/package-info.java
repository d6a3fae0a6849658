/** Users: what is known of one, what was decided for him, and why. */
@NullMarked
package dev.tideline.api.users;

import org.jspecify.annotations.NullMarked;
