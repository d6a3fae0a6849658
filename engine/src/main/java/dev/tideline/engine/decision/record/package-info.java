/** What a decision writes: its record, the state it leaves, contacts, grants and messages; pure. */
@NullMarked
package dev.tideline.engine.decision.record;

import org.jspecify.annotations.NullMarked;
