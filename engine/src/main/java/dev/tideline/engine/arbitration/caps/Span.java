package dev.tideline.engine.arbitration.caps;

import dev.tideline.rules.playbook.reentry.Window;
import java.time.Instant;

/** A window around one instant. What lies ahead of the instant (planned touches) counts too. */
record Span(Window window, Instant asOf) {

    boolean holds(Instant at) {
        Instant start = window.start(asOf);
        return window instanceof Window.Rolling ? at.isAfter(start) : !at.isBefore(start);
    }

    /** When something that counts now no longer counts. */
    Instant leaves(Instant at) {
        if (window instanceof Window.Calendar calendar) {
            return calendar.end(at.isAfter(asOf) ? at : asOf);
        }
        return at.plus(((Window.Rolling) window).length());
    }
}
