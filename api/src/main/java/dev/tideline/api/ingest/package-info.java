/** The endpoints that take events, user feeds and lists. */
@NullMarked
package dev.tideline.api.ingest;

import org.jspecify.annotations.NullMarked;
