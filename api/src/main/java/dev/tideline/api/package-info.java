@NullMarked
package dev.tideline.api;

import org.jspecify.annotations.NullMarked;
