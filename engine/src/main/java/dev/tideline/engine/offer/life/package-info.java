/** The states of an offer and what may happen to it in each: pure. */
@NullMarked
package dev.tideline.engine.offer.life;

import org.jspecify.annotations.NullMarked;
