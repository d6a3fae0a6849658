@NullMarked
package dev.tideline.engine;

import org.jspecify.annotations.NullMarked;
