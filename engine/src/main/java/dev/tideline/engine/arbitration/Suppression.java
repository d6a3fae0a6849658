package dev.tideline.engine.arbitration;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.Guardrails;
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
    private final Guardrails guardrails;

    Suppression(PersonCase person, Guardrails guardrails) {
        this.guardrails = guardrails;
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
                    (reason, account) -> entry.drop(slot -> !slot.isSegment(), reason, values(entry, reason, account)));
        }
        SortedSet<String> stale = entry.terms().staleReads().get(entry.rule());
        if (stale != null && !stale.isEmpty()) {
            entry.drop(slot -> true, Reason.STALE_DATA, Map.of("fields", String.join(",", stale)));
        }
    }

    /** Whose account it is; why, if it is this one. */
    private Map<String, String> values(Entry entry, String reason, String account) {
        Map<String, String> values = new TreeMap<>(Map.of("user_id", account));
        if (account.equals(entry.user().id())) {
            values.putAll(guardrails.grounds(new Effect.Suppress(reason), entry.user()));
        }
        return values;
    }

    private static String first(String one, String other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
