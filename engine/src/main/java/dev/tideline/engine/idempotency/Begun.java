package dev.tideline.engine.idempotency;

import java.util.UUID;

/** What the key of a call says about it. */
public sealed interface Begun {

    /** It is the first: do it, then finish or abandon this attempt. */
    record First(UUID attempt) implements Begun {}

    /** It was answered. */
    record Answered(KeptAnswer answer) implements Begun {}

    /** The first one is under way. */
    record InFlight() implements Begun {}

    /** The key was used for another request. */
    record OtherRequest() implements Begun {}
}
