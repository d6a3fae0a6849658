/** Touches and payouts on their way out over HTTP: their webhooks, the guard against inner addresses, and threads that work. */
@NullMarked
package dev.tideline.api.webhook;

import org.jspecify.annotations.NullMarked;
