package dev.tideline.rules.ruleset;

import dev.tideline.rules.canonical.MeaningHash;
import dev.tideline.rules.language.CheckedRule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.drools.base.util.Drools;

/** Names a rulebook by everything that decides what it answers. */
final class RulebookHash {

    /** Counts up whenever the same checked rule comes to mean something else. */
    private static final int MEANING = 1;

    private RulebookHash() {}

    static String of(List<CheckedRule> playbooks, List<CheckedRule> guardrails) {
        return sha256(String.join(
                "\n",
                "meaning " + MEANING,
                "drools " + Drools.getFullVersion(),
                "playbooks " + MeaningHash.of(playbooks),
                "guardrails " + MeaningHash.of(guardrails)));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256", missing);
        }
    }
}
