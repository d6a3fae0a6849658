/** The files of a draft in HTML: an editor for texts, cells for tables, and what is wrong at its line or cell. */
@NullMarked
package dev.tideline.api.author.files;

import org.jspecify.annotations.NullMarked;
