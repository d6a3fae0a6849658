/**
 * The log of every change that people make to what acts, and of what the server stops by itself: append-only, each entry
 * tied to the one before by its hash.
 */
@NullMarked
package dev.tideline.engine.auditlog;

import org.jspecify.annotations.NullMarked;
