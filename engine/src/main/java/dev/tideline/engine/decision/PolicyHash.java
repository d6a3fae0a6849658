package dev.tideline.engine.decision;

import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.rules.guardrails.Limits;
import dev.tideline.rules.hash.Sha256;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** The name of everything but rules that binds a decision. */
public final class PolicyHash {

    private PolicyHash() {}

    /** SHA-256 over limits, catalogue, jurisdiction packs and salts, in lower-case hex; the same on every node. */
    public static String of(Terms terms) {
        return Sha256.hex(text(terms));
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
