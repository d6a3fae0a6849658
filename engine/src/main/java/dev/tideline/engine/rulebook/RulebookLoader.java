package dev.tideline.engine.rulebook;

import dev.tideline.engine.rulebook.catalogue.Catalogue;
import dev.tideline.engine.rulebook.catalogue.PlaybookState;
import dev.tideline.engine.rulebook.catalogue.PostgresPlaybookStore;
import dev.tideline.engine.rulebook.catalogue.ScheduledPlaybook;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.ShippedGuardrails;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.ruleset.Compilation;
import dev.tideline.rules.ruleset.GuardrailFile;
import dev.tideline.rules.ruleset.PlaybookRules;
import dev.tideline.rules.ruleset.Rulebook;
import dev.tideline.rules.ruleset.RulebookCompiler;
import dev.tideline.rules.scenario.ScenarioProof;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the picture of the catalogue: reads it, compiles what changed and numbers the rules. */
final class RulebookLoader {

    private static final Logger log = LoggerFactory.getLogger(RulebookLoader.class);

    private final PostgresPlaybookStore store;
    private final RuleNumbers numbers;
    private final Vocabulary vocabulary;
    private final RulebookCompiler compiler;
    private @Nullable Former former;
    private @Nullable Predecessors predecessors;

    /** A rulebook that is not in force any more; {@code loaded} is null if this node cannot make it. */
    private record Former(
            String hash, Set<String> versions, @Nullable LoadedRulebook loaded) {}

    RulebookLoader(PostgresPlaybookStore store, RuleNumbers numbers, Vocabulary vocabulary, RulebookCompiler compiler) {
        this.store = store;
        this.numbers = numbers;
        this.vocabulary = vocabulary;
        this.compiler = compiler;
    }

    LoadedRulebook load(@Nullable LoadedRulebook before) {
        Catalogue catalogue = store.read();
        if (before != null && versions(before.states()).equals(versions(states(catalogue)))) {
            return with(before, catalogue);
        }
        Map<String, Playbook> playbooks = new TreeMap<>();
        Map<String, List<Problem>> problems = new TreeMap<>();
        for (Catalogue.Entry entry : catalogue.stored()) {
            String key = entry.state().key();
            ScheduledPlaybook.read(entry.files())
                    .handle(playbook -> playbooks.put(key, playbook), found -> problems.put(key, found));
        }
        Compilation compiled = compile(playbooks.values());
        Rulebook rulebook = compiled.rulebook();
        problems.putAll(compiled.refused());
        problems.forEach((key, found) -> log.error(
                "Playbook '{}' is left out: {}",
                key,
                found.stream().map(Problem::message).collect(Collectors.joining("; "))));
        store.forget(problems.keySet());
        Predecessors predecessors = predecessors(catalogue.stored().stream()
                .map(Catalogue.Entry::before)
                .filter(files -> !files.isEmpty())
                .toList());
        List<CheckedRule> rules = new ArrayList<>(rulebook.rules());
        rules.addAll(predecessors.rules());
        LoadedRulebook loaded = new LoadedRulebook(
                catalogue.epoch(),
                catalogue.paused(),
                catalogue.reason(),
                rulebook,
                playbooks,
                states(catalogue, problems),
                numbers.of(rules));
        return loaded.ramped(loaded.shares(), predecessors);
    }

    /** What can be compiled of these versions; nobody acts outside of a share where one cannot. */
    private Predecessors predecessors(Collection<Map<String, String>> versions) {
        Map<String, Playbook> playbooks = new TreeMap<>();
        versions.forEach(files -> ScheduledPlaybook.read(files)
                .handle(playbook -> playbooks.put(playbook.key(), playbook), RulebookLoader::left));
        if (playbooks.isEmpty()) {
            return Predecessors.NONE;
        }
        Compilation compiled = compile(playbooks.values());
        compiled.refused().values().forEach(RulebookLoader::left);
        playbooks.keySet().removeAll(compiled.refused().keySet());
        return new Predecessors(compiled.rulebook(), playbooks);
    }

    private static void left(List<Problem> problems) {
        log.error(
                "A version does not go on outside the share of the next: {}",
                problems.stream().map(Problem::message).collect(Collectors.joining("; ")));
    }

    /**
     * These versions as predecessors of others, compiled when they are first asked for and remembered until others are. Empty
     * if one is not kept, or does not compile here.
     */
    synchronized Optional<Predecessors> predecessors(Set<String> versions) {
        Predecessors known = predecessors;
        if (known == null || !Set.copyOf(known.versions().values()).equals(versions)) {
            known = predecessors(store.files(versions));
            predecessors = known;
        }
        return Optional.of(known).filter(found -> found.playbooks().size() == versions.size());
    }

    /**
     * The rulebook of this hash, made of versions that the database keeps; without states. It is compiled when it is first
     * asked for and remembered until another one is. Empty if a version is not kept, or if this program makes other rules
     * of the same texts.
     */
    synchronized Optional<LoadedRulebook> former(String hash, Set<String> versions) {
        Former asked = former;
        if (asked == null || !asked.hash().equals(hash) || !asked.versions().equals(versions)) {
            LoadedRulebook loaded = compiled(versions)
                    .filter(found -> found.rulebook().hash().equals(hash))
                    .orElse(null);
            asked = new Former(hash, versions, loaded);
            former = asked;
        }
        return Optional.ofNullable(asked.loaded());
    }

    /** Frees the rulebook that {@link #former} remembers. */
    synchronized void forgetFormer() {
        former = null;
    }

    private Optional<LoadedRulebook> compiled(Set<String> versions) {
        Map<String, Playbook> playbooks = new TreeMap<>();
        store.files(versions)
                .forEach(files -> ScheduledPlaybook.read(files)
                        .handle(playbook -> playbooks.put(playbook.key(), playbook), unread -> {}));
        if (playbooks.size() != versions.size()) {
            return Optional.empty();
        }
        Rulebook rulebook = compile(playbooks.values()).rulebook();
        return Optional.of(new LoadedRulebook(0, false, "", rulebook, playbooks, Map.of(), numbers.all()));
    }

    /**
     * The picture before with who is paused now, which needs no compilation. If versions have changed too, it keeps its
     * epoch: it is not the picture of the catalogue yet.
     */
    LoadedRulebook switched(LoadedRulebook before) {
        Catalogue catalogue = store.read();
        if (versions(before.states()).equals(versions(states(catalogue)))) {
            return with(before, catalogue);
        }
        Map<String, PlaybookState> now = states(catalogue);
        Map<String, PlaybookState> states = new TreeMap<>();
        before.states().forEach((key, state) -> states.put(key, state.switchedAs(now.getOrDefault(key, state))));
        return with(before, before.epoch(), catalogue, states);
    }

    /** What is wrong with the rules and cases of these playbooks, by key; those that are not named are sound. */
    Map<String, List<Problem>> problems(Collection<Playbook> playbooks, ZoneId zone) {
        if (playbooks.isEmpty()) {
            return Map.of();
        }
        Compilation compiled = compile(playbooks);
        Map<String, List<Problem>> problems = new TreeMap<>(compiled.refused());
        ScenarioProof proof = new ScenarioProof(vocabulary, zone);
        for (Playbook playbook : playbooks) {
            if (!compiled.refused().containsKey(playbook.key())) {
                List<Problem> found = proof.problems(playbook, compiled.rulebook());
                if (!found.isEmpty()) {
                    problems.put(playbook.key(), found);
                }
            }
        }
        return problems;
    }

    Compilation compile(Collection<Playbook> playbooks) {
        return compiler.compile(rules(playbooks), guardrails(), vocabulary);
    }

    private static LoadedRulebook with(LoadedRulebook before, Catalogue catalogue) {
        Map<String, List<Problem>> problems = before.states().values().stream()
                .filter(PlaybookState::isStored)
                .collect(Collectors.toMap(PlaybookState::key, PlaybookState::problems));
        return with(before, catalogue.epoch(), catalogue, states(catalogue, problems));
    }

    private static LoadedRulebook with(
            LoadedRulebook before, long epoch, Catalogue catalogue, Map<String, PlaybookState> states) {
        LoadedRulebook loaded = new LoadedRulebook(
                epoch,
                catalogue.paused(),
                catalogue.reason(),
                before.rulebook(),
                before.playbooks(),
                states,
                before.ruleNumbers());
        return loaded.ramped(loaded.shares(), before.predecessors());
    }

    static List<PlaybookRules> rules(Collection<Playbook> playbooks) {
        Incentives catalogue = Incentives.shipped();
        return playbooks.stream()
                .map(playbook -> PlaybookRules.of(playbook, catalogue))
                .toList();
    }

    static List<GuardrailFile> guardrails() {
        return ShippedGuardrails.drlFiles().entrySet().stream()
                .map(file -> new GuardrailFile(file.getKey(), file.getValue()))
                .toList();
    }

    private static Map<String, PlaybookState> states(Catalogue catalogue) {
        return states(catalogue, Map.of());
    }

    private static Map<String, PlaybookState> states(Catalogue catalogue, Map<String, List<Problem>> problems) {
        return catalogue.entries().stream()
                .map(Catalogue.Entry::state)
                .map(state -> state.with(problems.getOrDefault(state.key(), state.problems())))
                .collect(Collectors.toMap(PlaybookState::key, Function.identity()));
    }

    private static Map<String, List<String>> versions(Map<String, PlaybookState> states) {
        return states.values().stream()
                .filter(PlaybookState::isStored)
                .collect(Collectors.toMap(PlaybookState::key, PlaybookState::versions));
    }
}
