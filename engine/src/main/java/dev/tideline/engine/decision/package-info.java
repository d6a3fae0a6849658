/** Decision records, what they leave behind for the next decision, and the port that takes their touches. */
@NullMarked
package dev.tideline.engine.decision;

import org.jspecify.annotations.NullMarked;
