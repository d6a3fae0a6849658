/** Records of decisions, decided once more over HTTP. */
@NullMarked
package dev.tideline.api.audit;

import org.jspecify.annotations.NullMarked;
