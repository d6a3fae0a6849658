/** What an external risk service says of incentives before they are claimed: allow, hold or deny. */
@NullMarked
package dev.tideline.engine.risk;

import org.jspecify.annotations.NullMarked;
