package dev.tideline.engine.arbitration.given;

import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.guardrails.Limits;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.jurisdiction.Packs;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What binds every person of a run. Immutable.
 *
 * @param userSchema the fields of the user facts
 * @param playbooks playbooks that run, by key; candidates of others take no part
 * @param limits caps, quiet hours and the global holdout
 * @param incentives the catalogue
 * @param packs what jurisdictions bar
 * @param salts of the holdouts
 */
public record Terms(
        FactSchema userSchema,
        Map<String, PlaybookTerms> playbooks,
        Limits limits,
        Incentives incentives,
        Packs packs,
        Salts salts) {

    public Terms {
        Objects.requireNonNull(userSchema, "userSchema");
        playbooks = Map.copyOf(playbooks);
    }

    /** Terms with these playbooks. */
    public static Terms of(
            FactSchema userSchema,
            Collection<PlaybookTerms> playbooks,
            Limits limits,
            Incentives incentives,
            Packs packs,
            Salts salts) {
        Map<String, PlaybookTerms> byKey = playbooks.stream()
                .collect(Collectors.toMap(terms -> terms.playbook().key(), Function.identity()));
        return new Terms(userSchema, byKey, limits, incentives, packs, salts);
    }
}
