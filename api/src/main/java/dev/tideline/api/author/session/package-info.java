/** Who may use the page of authors: a session in a cookie, opened with an API key, and what guards it in the browser. */
@NullMarked
package dev.tideline.api.author.session;

import org.jspecify.annotations.NullMarked;
