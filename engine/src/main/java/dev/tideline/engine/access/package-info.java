/** Who may call: API keys of named people and services, their roles, and how a key is checked. */
@NullMarked
package dev.tideline.engine.access;

import org.jspecify.annotations.NullMarked;
