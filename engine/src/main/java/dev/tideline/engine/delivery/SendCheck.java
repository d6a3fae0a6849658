package dev.tideline.engine.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The last look before sending: consent, suppression, kill switch and, for promotional touches, the rule itself. */
@FunctionalInterface
public interface SendCheck {

    /** What stands in the way of a message. */
    sealed interface Obstacle {

        /** It must not be sent any more. */
        record Stale(String reason) implements Obstacle {}

        /** It must not be sent before this instant: quiet hours have begun. */
        record Wait(Instant until) implements Obstacle {}
    }

    /**
     * Messages that must not be sent now, with what stands in the way.
     *
     * @param messages what is about to be sent
     * @param asOf the instant of sending
     */
    Map<UUID, Obstacle> obstacles(List<Leased> messages, Instant asOf);
}
