/** What all endpoints share: the JSON dialect, cursors, and the way off the event loop. */
@NullMarked
package dev.tideline.api.http;

import org.jspecify.annotations.NullMarked;
