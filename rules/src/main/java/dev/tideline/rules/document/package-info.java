/** YAML that people write, read with every mistake found at its line: unknown keys, wrong types, values out of bounds. */
@NullMarked
package dev.tideline.rules.document;

import org.jspecify.annotations.NullMarked;
