/** From a draft to a version in force in HTML: simulated, approved, published, rolled back, and told afterwards. */
@NullMarked
package dev.tideline.api.author.release;

import org.jspecify.annotations.NullMarked;
