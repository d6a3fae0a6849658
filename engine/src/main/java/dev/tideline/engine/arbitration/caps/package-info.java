/** What a person may still be given: contacts and incentives counted in windows. */
@NullMarked
package dev.tideline.engine.arbitration.caps;

import org.jspecify.annotations.NullMarked;
