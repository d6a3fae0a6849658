package dev.tideline.rules.ruleset;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.language.Offers;
import dev.tideline.rules.language.Parameter;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Wording;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rules of one playbook, as its author wrote them.
 *
 * @param key key of the playbook; every rule's name starts with it and a slash
 * @param files rule files in any notation, text by file name in order; the name is where problems point at
 * @param parameters by name, without {@code $}
 * @param offers what they may offer
 * @param declaration text of {@code playbook.yaml}; empty if they are asked about alone
 */
public record PlaybookRules(
        String key, Map<String, String> files, Map<String, Parameter> parameters, Offers offers, String declaration) {

    /** Rules without the rest of their playbook. */
    public PlaybookRules(String key, Map<String, String> files, Map<String, Parameter> parameters, Offers offers) {
        this(key, files, parameters, offers, "");
    }

    public PlaybookRules {
        Objects.requireNonNull(key, "key");
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        parameters = Map.copyOf(parameters);
        Objects.requireNonNull(offers, "offers");
    }

    /** The rules of a playbook, which may offer what is in the catalogue; those of a service playbook nothing. */
    public static PlaybookRules of(Playbook playbook, Incentives catalogue) {
        Offers offers = playbook.candidateClass() == CandidateClass.SERVICE
                ? incentive -> Optional.of(
                        Wording.of("message(…) or task(…): a playbook of class service never carries an offer"))
                : incentive -> refusal(incentive, catalogue);
        return new PlaybookRules(
                playbook.key(),
                playbook.ruleFiles(),
                playbook.parameters(),
                offers,
                playbook.files().getOrDefault(Playbook.DECLARATION, ""));
    }

    private static Optional<Wording> refusal(String incentive, Incentives catalogue) {
        return catalogue.named(incentive).isPresent()
                ? Optional.empty()
                : Optional.of(Wording.of(
                        "an incentive of the catalogue; {0}",
                        Nearest.hint(incentive, catalogue.byKey().keySet())));
    }
}
