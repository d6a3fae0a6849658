/** Decisions as flags of the OpenFeature Remote Evaluation Protocol. */
@NullMarked
package dev.tideline.api.ofrep;

import org.jspecify.annotations.NullMarked;
