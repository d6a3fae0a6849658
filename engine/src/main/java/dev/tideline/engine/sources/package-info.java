/** Where each field of a user comes from, and how old its source may be. */
@NullMarked
package dev.tideline.engine.sources;

import org.jspecify.annotations.NullMarked;
