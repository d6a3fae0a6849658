/** The endpoints of a version's life: approved, published to a share of persons, rolled back. */
@NullMarked
package dev.tideline.api.authoring.life;

import org.jspecify.annotations.NullMarked;
