/** Checks the lines of events, feeds and lists: good ones become rows to copy, the others say what is wrong with them. */
@NullMarked
package dev.tideline.engine.ingest.check;

import org.jspecify.annotations.NullMarked;
