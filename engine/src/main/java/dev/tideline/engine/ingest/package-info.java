/** Takes in events, user feeds and lists: streamed, checked line by line, applied all at once. */
@NullMarked
package dev.tideline.engine.ingest;

import org.jspecify.annotations.NullMarked;
