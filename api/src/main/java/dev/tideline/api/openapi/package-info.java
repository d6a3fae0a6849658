/** What the OpenAPI document says beyond what the handlers declare. */
@NullMarked
package dev.tideline.api.openapi;

import org.jspecify.annotations.NullMarked;
