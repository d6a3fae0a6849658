/** What an exception says of the database: that it is away, not that something is wrong with the question. */
@NullMarked
package dev.tideline.engine.database.fault;

import org.jspecify.annotations.NullMarked;
