/** The scripts and styles of the page of authors, from the class path alone. */
@NullMarked
package dev.tideline.api.author.assets;

import org.jspecify.annotations.NullMarked;
