/** Touches on their way out over HTTP: the one webhook, its guard against inner addresses, and the relay's thread. */
@NullMarked
package dev.tideline.api.webhook;

import org.jspecify.annotations.NullMarked;
