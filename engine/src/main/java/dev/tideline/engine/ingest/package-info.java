/** Takes in events, user feeds and lists, all of a batch at once and each event once. */
@NullMarked
package dev.tideline.engine.ingest;

import org.jspecify.annotations.NullMarked;
