/** How to reach one PostgreSQL database: settings, pools and the schema it must have. */
@NullMarked
package dev.tideline.engine.database.connection;

import org.jspecify.annotations.NullMarked;
