/** Persons taken from their histories to what the rules propose; the same way for sweeps, requests and sending. */
@NullMarked
package dev.tideline.engine.evaluation;

import org.jspecify.annotations.NullMarked;
