/** Bodies in JSON: read strictly, with every mistake told at once by its place. */
@NullMarked
package dev.tideline.api.json;

import org.jspecify.annotations.NullMarked;
