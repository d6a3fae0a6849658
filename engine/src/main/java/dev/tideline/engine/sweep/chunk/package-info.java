/** What happens to a chunk of users: facts, segments, candidates, arbitration, and one commit of all that follows. */
@NullMarked
package dev.tideline.engine.sweep.chunk;

import org.jspecify.annotations.NullMarked;
