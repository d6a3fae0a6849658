/** Reads a body of any length line by line in constant memory: split, checked on several threads, spooled. */
@NullMarked
package dev.tideline.engine.lines;

import org.jspecify.annotations.NullMarked;
