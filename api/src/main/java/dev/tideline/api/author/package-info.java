/** The page of authors: from files to a version in force, in HTML. */
@NullMarked
package dev.tideline.api.author;

import org.jspecify.annotations.NullMarked;
