/** The one PostgreSQL database: SQL in transactions, and rows in bulk by COPY. */
@NullMarked
package dev.tideline.engine.database;

import org.jspecify.annotations.NullMarked;
