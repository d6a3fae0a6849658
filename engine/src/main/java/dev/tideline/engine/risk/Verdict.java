package dev.tideline.engine.risk;

import dev.tideline.engine.arbitration.outcome.Reason;
import java.util.Objects;

/**
 * What risk says.
 *
 * @param kind allow, hold or deny
 * @param code why, for records: {@code RISK_ALLOWED}, {@code RISK_TIMEOUT} …
 * @param note the service's own code; empty if it gave none
 */
public record Verdict(Kind kind, String code, String note) {

    /** The kinds of verdict. */
    public enum Kind {
        /** Offer it. */
        ALLOW,
        /** A person has to release it first. */
        HOLD,
        /** Do not offer it. */
        DENY
    }

    /** Denied since no answer came in time. */
    public static final Verdict TIMEOUT = silent("RISK_TIMEOUT");

    /** Denied since the service could not be asked, or answered with another status than 2xx. */
    public static final Verdict UNREACHABLE = silent("RISK_UNREACHABLE");

    /** Denied since the answer was none that can be read. */
    public static final Verdict MALFORMED = silent("RISK_MALFORMED");

    public Verdict {
        Objects.requireNonNull(kind, "kind");
    }

    /** Denied without asking, since the service was silent too often just before. */
    public static final Verdict SPARED = new Verdict(Kind.DENY, "RISK_UNREACHABLE", "not asked: silent before");

    /** Whether the service gave no answer that can be read: another time it may. */
    public boolean isSilent() {
        return equals(TIMEOUT) || equals(UNREACHABLE) || equals(MALFORMED) || equals(SPARED);
    }

    private static Verdict silent(String code) {
        return new Verdict(Kind.DENY, code, "");
    }

    /** A verdict that the service gave. */
    public static Verdict given(Kind kind, String note) {
        return switch (kind) {
            case ALLOW -> new Verdict(kind, "RISK_ALLOWED", note);
            case HOLD -> new Verdict(kind, Reason.HELD_BY_RISK, note);
            case DENY -> new Verdict(kind, "RISK_DENIED", note);
        };
    }
}
