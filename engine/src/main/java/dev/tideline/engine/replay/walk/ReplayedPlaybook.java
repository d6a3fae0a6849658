package dev.tideline.engine.replay.walk;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.ShippedGuardrails;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.PlaybookReader;
import dev.tideline.rules.playbook.Reading;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.ruleset.Compilation;
import dev.tideline.rules.ruleset.GuardrailFile;
import dev.tideline.rules.ruleset.PlaybookRules;
import dev.tideline.rules.ruleset.Proofreading;
import dev.tideline.rules.ruleset.Rulebook;
import dev.tideline.rules.ruleset.RulebookCompiler;
import dev.tideline.rules.ruleset.evaluation.EvaluationLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A playbook ready to be replayed. Immutable and thread-safe.
 *
 * @param playbook the playbook
 * @param rulebook its rules and the guardrails
 */
public record ReplayedPlaybook(Playbook playbook, Rulebook rulebook) {

    /** Nobody waits for a single user of a replay, so that a slow machine need not cut one. */
    private static final EvaluationLimits LIMITS = new EvaluationLimits(1_000, Duration.ofSeconds(2));

    /** Reads and compiles the files: seconds of CPU. Gives every problem in them if there are any. */
    public static Checked<ReplayedPlaybook> read(Map<String, String> files, Vocabulary vocabulary) {
        Reading reading = PlaybookReader.reading(files);
        if (reading.problems().isEmpty()) {
            return compile(reading.playbook(), vocabulary);
        }
        List<Problem> problems = new ArrayList<>(reading.problems());
        problems.addAll(Proofreading.rules(reading.playbook().key(), reading, Incentives.shipped(), vocabulary));
        return new Checked.Invalid<>(Proofreading.inOrder(problems));
    }

    private static Checked<ReplayedPlaybook> compile(Playbook playbook, Vocabulary vocabulary) {
        PlaybookRules rules = PlaybookRules.of(playbook, Incentives.shipped());
        List<GuardrailFile> guardrails = ShippedGuardrails.drlFiles().entrySet().stream()
                .map(file -> new GuardrailFile(file.getKey(), file.getValue()))
                .toList();
        Compilation compiled = new RulebookCompiler(LIMITS).compile(List.of(rules), guardrails, vocabulary);
        List<Problem> problems = compiled.refused().get(playbook.key());
        return problems == null
                ? new Checked.Valid<>(new ReplayedPlaybook(playbook, compiled.rulebook()))
                : new Checked.Invalid<>(problems);
    }

    /** The names of its rules, in order. */
    public List<String> rules() {
        return rulebook.rules().stream().map(rule -> rule.name()).toList();
    }
}
