package dev.tideline.engine.authoring.validation;

import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.rulebook.catalogue.PlaybookState;
import dev.tideline.engine.rulebook.catalogue.ScheduledPlaybook;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.lint.Lint;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.subject.Assumptions;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.lint.subject.Surroundings;
import dev.tideline.rules.playbook.ContentHash;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.ruleset.Compilation;
import dev.tideline.rules.ruleset.Rulebook;
import dev.tideline.rules.scenario.ScenarioProof;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Validates the files of a playbook beside the playbooks in force. Burns tenths of a second of CPU, some seconds for hundreds
 * of rules; keep it off event loops. Thread-safe.
 */
public final class Validator {

    private final RulebookHolder holder;
    private final EvaluationPolicy policy;
    private final Assumptions assumptions;
    private final ScenarioProof proof;

    /**
     * A validator.
     *
     * @param holder compiles, and knows the playbooks in force
     * @param policy the catalogue, budgets, limits and calendar
     * @param assumptions what the money checks take for granted, and the findings that the operator accepts
     */
    public Validator(RulebookHolder holder, EvaluationPolicy policy, Assumptions assumptions) {
        this.holder = holder;
        this.policy = policy;
        this.assumptions = assumptions;
        this.proof = new ScenarioProof(
                policy.model().vocabulary(), policy.model().days().zone());
    }

    /** Everything that is found of files that claim to be the playbook of this key. */
    public Validation validate(String key, Map<String, String> files) {
        String version = ContentHash.of(new TreeMap<>(files));
        Checked<Playbook> read = ScheduledPlaybook.read(files);
        if (!(read instanceof Checked.Valid<Playbook> valid)) {
            return new Validation(key, version, read.problems(), List.of());
        }
        Playbook playbook = valid.value();
        if (!playbook.key().equals(key)) {
            Place place = Place.pointer(Playbook.DECLARATION, "/key");
            Problem stranger = new Problem(place, playbook.key(), Wording.of("the key of this playbook: {0}", key));
            return new Validation(key, version, List.of(stranger), List.of());
        }
        return validate(playbook, version);
    }

    private Validation validate(Playbook playbook, String version) {
        Compilation compiled = holder.compile(List.of(playbook));
        List<Problem> refused = compiled.refused().get(playbook.key());
        if (refused != null) {
            return new Validation(playbook.key(), version, refused, List.of());
        }
        Rulebook rulebook = compiled.rulebook();
        return new Validation(playbook.key(), version, proof.problems(playbook, rulebook), lint(playbook, rulebook));
    }

    private List<Finding> lint(Playbook playbook, Rulebook rulebook) {
        return Lint.of(new Subject(playbook, rulebook.rules(playbook.key())), surroundings());
    }

    private Surroundings surroundings() {
        LoadedRulebook loaded = holder.current();
        List<Subject> others = loaded.states().values().stream()
                .filter(state -> state.isStored() && !state.retired())
                .map(PlaybookState::key)
                .sorted()
                .filter(loaded.playbooks()::containsKey)
                .map(key -> new Subject(
                        Objects.requireNonNull(loaded.playbooks().get(key)),
                        loaded.rulebook().rules(key)))
                .toList();
        return new Surroundings(others, policy.incentives(), policy.budgets(), policy.limits(), assumptions);
    }
}
