/** Users as they are kept: who they are, their timelines, raw events and lists. */
@NullMarked
package dev.tideline.engine.users;

import org.jspecify.annotations.NullMarked;
