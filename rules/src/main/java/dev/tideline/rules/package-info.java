@NullMarked
package dev.tideline.rules;

import org.jspecify.annotations.NullMarked;
