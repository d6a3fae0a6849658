package dev.tideline.engine.decision;

import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.rules.guardrails.Limits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** The name of everything but rules that binds a decision. */
public final class PolicyHash {

    private PolicyHash() {}

    /** SHA-256 over limits, catalogue, jurisdiction packs and salts, in lower-case hex; the same on every node. */
    public static String of(Terms terms) {
        try {
            byte[] text = text(terms).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Sets and maps sorted: their own order differs from one JVM to the next. */
    private static String text(Terms terms) {
        Limits limits = terms.limits();
        Limits.QuietHours quiet = limits.quietHours();
        return List.of(
                        limits.contactCaps(),
                        new TreeSet<>(limits.contactExempt()),
                        quiet.allowed(),
                        new TreeMap<>(quiet.regions()),
                        new TreeSet<>(quiet.exempt()),
                        limits.globalHoldoutPercent(),
                        limits.incentiveCap(),
                        limits.offers(),
                        limits.ranking(),
                        new TreeMap<>(terms.incentives().byKey()),
                        terms.packs().files(),
                        terms.salts())
                .toString();
    }
}
