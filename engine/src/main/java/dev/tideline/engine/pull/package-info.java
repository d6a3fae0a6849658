/** Decisions that a product asks for: the offers of one user now, evaluated live. */
@NullMarked
package dev.tideline.engine.pull;

import org.jspecify.annotations.NullMarked;
