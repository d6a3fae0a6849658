/** A made-up population with a year of plausible history, for those who want to see the product move. */
@NullMarked
package dev.tideline.api.demo;

import org.jspecify.annotations.NullMarked;
