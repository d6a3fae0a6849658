/** How the process begins and ends: what the person who started it is told, and how long it may take. */
@NullMarked
package dev.tideline.api.command;

import org.jspecify.annotations.NullMarked;
