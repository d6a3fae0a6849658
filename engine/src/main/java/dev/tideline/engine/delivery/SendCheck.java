package dev.tideline.engine.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The last look before sending: consent, suppression, kill switch and, for promotional touches, the rule itself. */
@FunctionalInterface
public interface SendCheck {

    /**
     * Messages that must not be sent any more, with the reason.
     *
     * @param messages what is about to be sent
     * @param asOf the instant of sending
     */
    Map<UUID, String> refused(List<Leased> messages, Instant asOf);
}
