package dev.tideline.engine.replay.travel;

import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.ShippedGuardrails;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.PlaybookReader;
import dev.tideline.rules.ruleset.GuardrailFile;
import dev.tideline.rules.ruleset.PlaybookRules;
import dev.tideline.rules.ruleset.RulebookCompiler;
import dev.tideline.rules.ruleset.evaluation.EvaluationLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A version of a playbook among the other live playbooks. Immutable and thread-safe.
 *
 * @param tested the playbook
 * @param loaded all of them, compiled, with the guardrails
 */
public record Company(Playbook tested, LoadedRulebook loaded) {

    /** Nobody waits for a single user of a replay, so that a slow machine need not cut one. */
    private static final EvaluationLimits LIMITS = new EvaluationLimits(1_000, Duration.ofSeconds(2));

    /**
     * Compiles them: seconds of CPU. An other one of the same key is not there, nor is one that does not compile.
     *
     * @throws IllegalArgumentException if the tested one has mistakes
     */
    public static Company of(Map<String, String> tested, List<Map<String, String>> others, Vocabulary vocabulary) {
        Playbook playbook = PlaybookReader.read(tested).orThrow();
        Map<String, Playbook> playbooks = new TreeMap<>();
        others.forEach(files ->
                PlaybookReader.read(files).handle(other -> playbooks.put(other.key(), other), unread -> {}));
        playbooks.put(playbook.key(), playbook);
        Incentives incentives = Incentives.shipped();
        List<GuardrailFile> guardrails = ShippedGuardrails.drlFiles().entrySet().stream()
                .map(file -> new GuardrailFile(file.getKey(), file.getValue()))
                .toList();
        var compiled = new RulebookCompiler(LIMITS)
                .compile(
                        playbooks.values().stream()
                                .map(one -> PlaybookRules.of(one, incentives))
                                .toList(),
                        guardrails,
                        vocabulary);
        playbooks.keySet().removeAll(compiled.refused().keySet());
        LoadedRulebook loaded = new LoadedRulebook(0, false, "", compiled.rulebook(), playbooks, Map.of(), Map.of());
        return new Company(playbook, loaded);
    }

    /** Names of the tested playbook's rules. */
    List<String> rules() {
        return loaded.rulebook().rules(tested.key()).stream()
                .map(CheckedRule::name)
                .toList();
    }
}
