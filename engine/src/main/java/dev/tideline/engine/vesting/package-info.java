/** Lets posted grants become the user's own once their conditions are met, and claws them back once they cannot be. */
@NullMarked
package dev.tideline.engine.vesting;

import org.jspecify.annotations.NullMarked;
