package dev.tideline.rules.ruleset;

import dev.tideline.rules.canonical.MeaningHash;
import dev.tideline.rules.hash.Sha256;
import dev.tideline.rules.language.CheckedRule;
import java.util.List;
import org.drools.base.util.Drools;

/** Names a rulebook by everything that decides what it answers. */
final class RulebookHash {

    /** Counts up whenever the same checked rule comes to mean something else. */
    private static final int MEANING = 1;

    private RulebookHash() {}

    static String of(List<CheckedRule> playbooks, List<CheckedRule> guardrails) {
        return Sha256.hex(String.join(
                "\n",
                "meaning " + MEANING,
                "drools " + Drools.getFullVersion(),
                "playbooks " + MeaningHash.of(playbooks),
                "guardrails " + MeaningHash.of(guardrails)));
    }
}
