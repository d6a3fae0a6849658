package dev.tideline.engine.authoring.validation;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.rulebook.catalogue.PlaybookState;
import dev.tideline.engine.rulebook.catalogue.ScheduledPlaybook;
import dev.tideline.engine.users.UserLists;
import dev.tideline.rules.document.Document;
import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.lint.Lint;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.subject.Assumptions;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.lint.subject.Surroundings;
import dev.tideline.rules.playbook.ContentHash;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.Reading;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.ruleset.Compilation;
import dev.tideline.rules.ruleset.Proofreading;
import dev.tideline.rules.ruleset.Rulebook;
import dev.tideline.rules.scenario.Coverage;
import dev.tideline.rules.scenario.ScenarioProof;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Validates the files of a playbook beside the playbooks in force. Burns tenths of a second of CPU, some seconds for hundreds
 * of rules; keep it off event loops. Thread-safe.
 */
public final class Validator {

    private final RulebookHolder holder;
    private final EvaluationPolicy policy;
    private final Assumptions assumptions;
    private final Database database;
    private final Clock clock;
    private final ScenarioProof proof;

    /**
     * A validator.
     *
     * @param holder compiles, and knows the playbooks in force
     * @param policy the catalogue, budgets, limits and calendar
     * @param assumptions what the money checks take for granted, and the findings that the operator accepts
     * @param database knows the lists that were imported
     * @param clock says which law is in force
     */
    public Validator(
            RulebookHolder holder, EvaluationPolicy policy, Assumptions assumptions, Database database, Clock clock) {
        this.holder = holder;
        this.policy = policy;
        this.assumptions = assumptions;
        this.database = database;
        this.clock = clock;
        this.proof = new ScenarioProof(
                policy.model().vocabulary(), policy.model().days().zone());
    }

    /** Everything that is found of files that claim to be the playbook of this key. */
    public Validation validate(String key, Map<String, String> files) {
        String version = ContentHash.of(new TreeMap<>(files));
        Reading reading = ScheduledPlaybook.reading(files);
        Playbook playbook = reading.playbook();
        List<Problem> problems = new ArrayList<>(reading.problems());
        ScheduledPlaybook.untimely(playbook, files, clock.instant()).ifPresent(problems::add);
        boolean stranger = !playbook.key().isEmpty() && !playbook.key().equals(key);
        if (stranger) {
            problems.add(stranger(key, files));
        }
        boolean declared = problems.isEmpty();
        Optional<Rulebook> rulebook =
                reading.rulesStand() && !stranger ? compiled(playbook, problems) : proofread(key, reading, problems);
        Optional<ScenarioProof.Proof> proven = rulebook.map(sound -> proof.prove(playbook, sound));
        problems.addAll(proven.map(ScenarioProof.Proof::problems).orElseGet(() -> proof.unreadable(playbook)));
        List<Finding> findings =
                declared ? rulebook.map(sound -> lint(playbook, sound)).orElse(List.of()) : List.of();
        Coverage coverage = proven.map(ScenarioProof.Proof::coverage).orElse(Coverage.NOTHING);
        return new Validation(key, version, Proofreading.inOrder(problems), findings, coverage);
    }

    /** The rules of files that claim to be the playbook of this key, or everything that keeps them from being read. */
    public Checked<List<CheckedRule>> rules(String key, Map<String, String> files) {
        Reading reading = ScheduledPlaybook.reading(files);
        Playbook playbook = reading.playbook();
        List<Problem> problems = new ArrayList<>(reading.problems());
        if (!playbook.key().isEmpty() && !playbook.key().equals(key)) {
            problems.add(stranger(key, files));
        }
        Optional<Rulebook> rulebook = problems.isEmpty() ? compiled(playbook, problems) : Optional.empty();
        return rulebook.isPresent() ? new Checked.Valid<>(rulebook.get().rules(key)) : new Checked.Invalid<>(problems);
    }

    private static Problem stranger(String key, Map<String, String> files) {
        Mapping declaration = Document.read(Playbook.DECLARATION, files.getOrDefault(Playbook.DECLARATION, ""));
        declaration.report("key", Wording.of("the key of this playbook: {0}", key));
        return declaration.problems().get(declaration.problems().size() - 1);
    }

    /** The rulebook of this playbook; empty, and a problem more, if its rules cannot be compiled. */
    private Optional<Rulebook> compiled(Playbook playbook, List<Problem> problems) {
        Compilation compiled = holder.compile(List.of(playbook));
        List<Problem> refused = compiled.refused().getOrDefault(playbook.key(), List.of());
        problems.addAll(refused);
        return refused.isEmpty() ? Optional.of(compiled.rulebook()) : Optional.empty();
    }

    /** No rulebook, but what is wrong with rules that nothing can be compiled of. */
    private Optional<Rulebook> proofread(String key, Reading reading, List<Problem> problems) {
        problems.addAll(Proofreading.rules(
                key, reading, policy.incentives(), policy.model().vocabulary()));
        return Optional.empty();
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
        return new Surroundings(
                others,
                policy.incentives(),
                policy.budgets(),
                policy.limits(),
                assumptions,
                policy.packs().at(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)),
                database.inTransaction(UserLists::imported));
    }
}
