package dev.tideline.engine.replay.walk;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.ShippedGuardrails;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.notation.Notation;
import dev.tideline.rules.playbook.Outline;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.PlaybookReader;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.reading.RuleReader;
import dev.tideline.rules.ruleset.Compilation;
import dev.tideline.rules.ruleset.GuardrailFile;
import dev.tideline.rules.ruleset.PlaybookRules;
import dev.tideline.rules.ruleset.Rulebook;
import dev.tideline.rules.ruleset.RulebookCompiler;
import dev.tideline.rules.ruleset.evaluation.EvaluationLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A playbook ready to be replayed. Immutable and thread-safe.
 *
 * @param playbook the playbook
 * @param rulebook its rules and the guardrails
 */
public record ReplayedPlaybook(Playbook playbook, Rulebook rulebook) {

    /** Nobody waits for a single user of a replay, so that a slow machine need not cut one. */
    private static final EvaluationLimits LIMITS = new EvaluationLimits(1_000, Duration.ofSeconds(2));

    private static final Pattern RULE_NAME = Pattern.compile("rule\\s+\"([^/\"]*)/");

    /** Reads and compiles the files: seconds of CPU. Gives every problem in them if there are any. */
    public static Checked<ReplayedPlaybook> read(Map<String, String> files, Vocabulary vocabulary) {
        Checked<Playbook> read = PlaybookReader.read(files);
        if (read.isValid()) {
            return compile(read.orThrow(), vocabulary);
        }
        List<Problem> problems = new ArrayList<>(read.problems());
        Outline.of(files.getOrDefault(Playbook.DECLARATION, ""))
                .ifPresent(outline -> problems.addAll(ruleProblems(files, outline, vocabulary)));
        return new Checked.Invalid<>(problems);
    }

    private static List<Problem> ruleProblems(Map<String, String> files, Outline outline, Vocabulary vocabulary) {
        SortedMap<String, String> rules = new TreeMap<>(files);
        rules.keySet().removeIf(name -> Notation.of(name).isEmpty());
        String key = outline.key().isEmpty() ? keyOfFirst(rules) : outline.key();
        return new RuleReader(vocabulary)
                .playbook(key, rules, outline.parameters())
                .problems();
    }

    private static String keyOfFirst(SortedMap<String, String> rules) {
        Matcher name = RULE_NAME.matcher(String.join("\n", rules.values()));
        return name.find() ? name.group(1) : "";
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
