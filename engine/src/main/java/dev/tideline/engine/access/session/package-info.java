/** Sessions of people who signed in to a page with their API key. */
@NullMarked
package dev.tideline.engine.access.session;

import org.jspecify.annotations.NullMarked;
