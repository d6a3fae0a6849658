package dev.tideline.engine.arbitration;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.language.Effect;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Step 5: nothing promotional for a person who is upset, whichever account he complained from; nothing from stale data. */
final class Suppression {

    private final SortedMap<String, String> accountByReason = new TreeMap<>();

    Suppression(PersonCase person) {
        for (AccountCase account : person.accounts()) {
            account.effects().stream()
                    .filter(Effect.Suppress.class::isInstance)
                    .forEach(effect -> accountByReason.merge(
                            effect.reason(), account.user().id(), Suppression::first));
        }
    }

    void apply(Entry entry) {
        if (entry.is(CandidateClass.PROMOTIONAL)) {
            accountByReason.forEach(
                    (reason, account) -> entry.drop(slot -> !slot.isSegment(), reason, Map.of("user_id", account)));
        }
        SortedSet<String> stale = entry.terms().staleReads().get(entry.rule());
        if (stale != null && !stale.isEmpty()) {
            entry.drop(slot -> true, Reason.STALE_DATA, Map.of("fields", String.join(",", stale)));
        }
    }

    private static String first(String one, String other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
