/** Audiences for marketing: pages, streams and changes. */
@NullMarked
package dev.tideline.api.audiences;

import org.jspecify.annotations.NullMarked;
