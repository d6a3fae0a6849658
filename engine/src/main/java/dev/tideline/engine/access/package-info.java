/** Who may call: API keys of named people and services with their roles, and tokens that a key mints for one user. */
@NullMarked
package dev.tideline.engine.access;

import org.jspecify.annotations.NullMarked;
