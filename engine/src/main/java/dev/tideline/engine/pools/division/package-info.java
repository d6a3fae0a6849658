/** How a pool is divided among those who have a part in it. Pure. */
@NullMarked
package dev.tideline.engine.pools.division;

import org.jspecify.annotations.NullMarked;
