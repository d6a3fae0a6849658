package dev.tideline.engine.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The relay's side of the outbox. What a relay says of a message counts only while the message is still its own: after its
 * lease ended and another relay took the message, that one's answer decides.
 */
interface OutboxQueue {

    /** Takes up to {@code most} messages that are ready, in the order they became so, and holds them for a while. */
    List<Leased> lease(int most);

    /** The receiver has these, all taken by one {@link #lease}. */
    void delivered(List<Leased> messages);

    /** It will not be sent: the check at sending refused it. */
    void stale(Leased message, String reason);

    /** It waits for the end of quiet hours; the attempt does not count. */
    void wait(Leased message, Instant until);

    /** It is tried again after the pause. */
    void retry(Leased message, String cause, Duration pause);

    /** It goes to the dead letters. */
    void giveUp(Leased message, String cause);

    /** Ends sending to this endpoint. */
    void disable(String endpoint, String reason);

    /** Whether the endpoint takes messages. */
    boolean enabled(String endpoint);
}
