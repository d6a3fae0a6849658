/** What the operator may set, and the parts of the server that are made from it. */
@NullMarked
package dev.tideline.api.settings;

import org.jspecify.annotations.NullMarked;
