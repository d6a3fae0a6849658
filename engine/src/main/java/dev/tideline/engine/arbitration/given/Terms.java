package dev.tideline.engine.arbitration.given;

import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.guardrails.Limits;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.jurisdiction.Packs;
import dev.tideline.rules.playbook.Playbook;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What binds every person of a run. Immutable.
 *
 * @param userSchema the fields of the user facts
 * @param playbooks playbooks that run, by key; candidates of others take no part
 * @param rivals all playbooks that grants of the past may be of, by key: those that compete with these bind them
 * @param limits caps, quiet hours and the global holdout
 * @param incentives the catalogue
 * @param packs what jurisdictions bar
 * @param salts of the holdouts
 * @param context C of the score, the weight that a placement gives a playbook, by its key; 1 for others
 * @param guardrails why guardrails refuse
 */
public record Terms(
        FactSchema userSchema,
        Map<String, PlaybookTerms> playbooks,
        Map<String, Playbook> rivals,
        Limits limits,
        Incentives incentives,
        Packs packs,
        Salts salts,
        Map<String, BigDecimal> context,
        Guardrails guardrails) {

    public Terms {
        Objects.requireNonNull(userSchema, "userSchema");
        playbooks = Map.copyOf(playbooks);
        rivals = Map.copyOf(rivals);
        context = Map.copyOf(context);
    }

    /** The same for a placement that weighs playbooks so. */
    public Terms in(Map<String, BigDecimal> weights) {
        return new Terms(userSchema, playbooks, rivals, limits, incentives, packs, salts, weights, guardrails);
    }

    /** The same among all these playbooks, of which others may have acted before. */
    public Terms among(Map<String, Playbook> all) {
        return new Terms(userSchema, playbooks, all, limits, incentives, packs, salts, context, guardrails);
    }

    /** The same where these guardrails tell why they refuse. */
    public Terms under(Guardrails told) {
        return new Terms(userSchema, playbooks, rivals, limits, incentives, packs, salts, context, told);
    }

    /** What a playbook is ranked by. */
    public BigDecimal score(Playbook playbook) {
        return limits.ranking().score(playbook, context.getOrDefault(playbook.key(), BigDecimal.ONE));
    }

    /** Terms with these playbooks and no placement. */
    public static Terms of(
            FactSchema userSchema,
            Collection<PlaybookTerms> playbooks,
            Limits limits,
            Incentives incentives,
            Packs packs,
            Salts salts) {
        Map<String, PlaybookTerms> byKey = playbooks.stream()
                .collect(Collectors.toMap(terms -> terms.playbook().key(), Function.identity()));
        Map<String, Playbook> rivals = new HashMap<>();
        byKey.forEach((key, terms) -> rivals.put(key, terms.playbook()));
        return new Terms(userSchema, byKey, rivals, limits, incentives, packs, salts, Map.of(), Guardrails.UNTOLD);
    }
}
