/** A PostgreSQL of the server's own, kept in a folder, for those who bring no database. */
@NullMarked
package dev.tideline.api.embedded;

import org.jspecify.annotations.NullMarked;
