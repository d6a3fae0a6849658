/** SHA-256, by which things are named, lots are drawn and persons are assigned. */
@NullMarked
package dev.tideline.rules.hash;

import org.jspecify.annotations.NullMarked;
