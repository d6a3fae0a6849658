package dev.tideline.rules.ruleset;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Parameters;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.reading.RuleReader;
import dev.tideline.rules.ruleset.evaluation.EvaluationLimits;
import dev.tideline.rules.ruleset.evaluation.RuleBase;
import dev.tideline.rules.ruleset.guard.GeneratedOnce;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compiles author's text into a {@link Rulebook}: it is read, checked and printed anew, and only the print reaches
 * Drools. Burns seconds of CPU when cold and some tenths of a second when warm; keep it off event loops. Thread-safe.
 */
public final class RulebookCompiler {

    private static final Comparator<CheckedRule> ORDER =
            Comparator.comparing(CheckedRule::playbook).thenComparing(CheckedRule::name);

    private final EvaluationLimits limits;
    private final GeneratedOnce generated = new GeneratedOnce();

    /** A compiler of rulebooks with standard limits. */
    public RulebookCompiler() {
        this(EvaluationLimits.STANDARD);
    }

    /** A compiler of rulebooks with these limits. */
    public RulebookCompiler(EvaluationLimits limits) {
        this.limits = limits;
    }

    /**
     * Does the long part of compiling these ahead of need: the next {@link #compile}, on any thread, takes over what has
     * the same text, waits for what is under way, and forgets the rest.
     */
    public void prepare(List<PlaybookRules> playbooks, List<GuardrailFile> guardrails, Vocabulary vocabulary) {
        Compilation unused = assemble(playbooks, guardrails, vocabulary);
    }

    /**
     * Compiles everything that can be compiled.
     *
     * @throws IllegalArgumentException if two playbooks have the same key
     */
    public Compilation compile(List<PlaybookRules> playbooks, List<GuardrailFile> guardrails, Vocabulary vocabulary) {
        try {
            return assemble(playbooks, guardrails, vocabulary);
        } finally {
            generated.forget();
        }
    }

    private Compilation assemble(List<PlaybookRules> playbooks, List<GuardrailFile> guardrails, Vocabulary vocabulary) {
        RuleReader reader = new RuleReader(vocabulary);
        Map<String, List<Problem>> refused = new TreeMap<>();
        Map<String, List<CheckedRule>> read = new TreeMap<>();
        Set<String> keys = new HashSet<>();
        for (PlaybookRules playbook : playbooks) {
            if (!keys.add(playbook.key())) {
                throw new IllegalArgumentException("Two playbooks have the key '" + playbook.key() + "'");
            }
            reader.playbook(playbook.key(), playbook.files(), Parameters.of(playbook.parameters()), playbook.offers())
                    .handle(
                            rules -> take(playbook, sorted(rules), vocabulary, read, refused),
                            found -> refused.put(playbook.key(), found));
        }
        Checked<RuleBase> guards = guards(guardrails, reader);
        if (guards instanceof Checked.Invalid<RuleBase> invalid) {
            return new Compilation.Failed(invalid.problems(), refused);
        }
        RuleBase base = new SoundPlaybooks(refused, rules -> RuleBase.of(rules, generated)).compile(read);
        return new Compilation.Compiled(new Rulebook(base, guards.orThrow(), limits), refused);
    }

    private static void take(
            PlaybookRules playbook,
            List<CheckedRule> rules,
            Vocabulary vocabulary,
            Map<String, List<CheckedRule>> read,
            Map<String, List<Problem>> refused) {
        List<Problem> problems = playbook.declaration().isEmpty()
                ? List.of()
                : new DeclaredNames(playbook.declaration(), vocabulary.user()).problems(rules);
        if (problems.isEmpty()) {
            read.put(playbook.key(), rules);
        } else {
            refused.put(playbook.key(), problems);
        }
    }

    private Checked<RuleBase> guards(List<GuardrailFile> files, RuleReader reader) {
        List<Problem> problems = new ArrayList<>();
        List<CheckedRule> rules = new ArrayList<>();
        files.forEach(file -> reader.guardrails(file.name(), file.drl()).handle(rules::addAll, problems::addAll));
        Set<String> names = new HashSet<>();
        rules.stream()
                .filter(rule -> !names.add(rule.name()))
                .forEach(rule -> problems.add(new Problem(
                        rule.place(), rule.name(), Wording.of("a name that no other guardrail has"), rule.name())));
        return problems.isEmpty() ? RuleBase.of(sorted(rules), generated) : new Checked.Invalid<>(problems);
    }

    private static List<CheckedRule> sorted(List<CheckedRule> rules) {
        return rules.stream().sorted(ORDER).toList();
    }
}
