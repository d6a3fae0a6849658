package dev.tideline.engine.arbitration;

import dev.tideline.engine.arbitration.given.Salts;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.playbook.Playbook;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * Step 3: who is held out. The unit is the person; his fraction is the first 8 bytes of SHA-256(salt || person id), read
 * as an unsigned number, over 2^64. Each layer has a salt of its own, so that layers are independent.
 */
final class Holdouts {

    private static final String RAMP = "ramp-1:";
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    private final Salts salts;
    private final int globalPercent;

    Holdouts(Terms terms) {
        salts = terms.salts();
        globalPercent = terms.limits().globalHoldoutPercent();
    }

    /**
     * The last of the hard gates: a playbook that acts for a share of persons, whatever its class. Who is in a small share is
     * in every larger one.
     */
    static void ramp(Entry entry, String personId) {
        int share = entry.terms().share();
        if (!isIn(entry.playbook(), share, personId)) {
            entry.drop(slot -> !slot.isSegment(), Reason.RAMP, Map.of("share", String.valueOf(share)));
        }
    }

    static boolean isIn(String playbook, int share, String personId) {
        return below(RAMP + playbook, personId, share);
    }

    /** The arm of a person in a promotional playbook; other classes are exempt. */
    void apply(Entry entry, boolean global, String personId) {
        if (!entry.is(CandidateClass.PROMOTIONAL)) {
            return;
        }
        if (global) {
            entry.hold(Outcome.HOLDOUT_GLOBAL);
        } else if (below(salts.control() + entry.playbook(), personId, controlPercent(entry))) {
            entry.hold(Outcome.CONTROL);
        }
    }

    /** The arm of a person in a playbook. */
    Outcome arm(Playbook playbook, String personId) {
        if (playbook.candidateClass() != CandidateClass.PROMOTIONAL) {
            return Outcome.GRANTED;
        }
        if (global(personId)) {
            return Outcome.HOLDOUT_GLOBAL;
        }
        boolean control = below(
                salts.control() + playbook.key(), personId, playbook.holdout().controlPercent());
        return control ? Outcome.CONTROL : Outcome.GRANTED;
    }

    boolean global(String personId) {
        return below(salts.global(), personId, globalPercent);
    }

    /** The chance of the arm that the person is in, to four decimals. */
    BigDecimal probability(Entry entry) {
        if (!entry.is(CandidateClass.PROMOTIONAL)) {
            return BigDecimal.ONE.setScale(4);
        }
        int control = controlPercent(entry);
        int tenThousandths = switch (entry.arm()) {
            case HOLDOUT_GLOBAL -> globalPercent * 100;
            case CONTROL -> (100 - globalPercent) * control;
            default -> (100 - globalPercent) * (100 - control);
        };
        return BigDecimal.valueOf(tenThousandths, 4);
    }

    private static int controlPercent(Entry entry) {
        return entry.terms().playbook().holdout().controlPercent();
    }

    static boolean below(String salt, String personId, int percent) {
        if (percent <= 0 || percent >= 100) {
            return percent >= 100;
        }
        long limit = BigInteger.ONE
                .shiftLeft(64)
                .multiply(BigInteger.valueOf(percent))
                .divide(HUNDRED)
                .longValue();
        return Long.compareUnsigned(fraction(salt, personId), limit) < 0;
    }

    static long fraction(String salt, String personId) {
        try {
            byte[] text = (salt + personId).getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
