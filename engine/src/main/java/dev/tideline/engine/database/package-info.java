/** The one PostgreSQL database: its pools, its schema, transactions and bulk copies. */
@NullMarked
package dev.tideline.engine.database;

import org.jspecify.annotations.NullMarked;
