package dev.tideline.rules.reading;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Offers;
import dev.tideline.rules.language.Parameter;
import dev.tideline.rules.language.Visibility;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.tokens.Lexer;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.TokenStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the rule files of authors. Nothing in them is compiled or executed. Thread-safe. */
public final class DrlReader {

    private static final int MOST_DUPLICATES = 10;

    private final Vocabulary vocabulary;

    /** Reads rules against this vocabulary. */
    public DrlReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * The rules of one playbook, in the order of the files and within them, or everything that is wrong with them.
     *
     * @param key key of the playbook, which its rule names start with
     * @param files text by file name; problems name the file
     * @param parameters by name, without {@code $}
     * @param offers what the rules may offer
     */
    public Checked<List<CheckedRule>> playbook(
            String key, Map<String, String> files, Map<String, Parameter> parameters, Offers offers) {
        List<CheckedRule> rules = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        files.forEach((source, text) -> {
            Problems found = new Problems(source);
            rules.addAll(read(text, Visibility.PLAYBOOK, parameters, offers, found));
            problems.addAll(found.list());
        });
        rules.stream()
                .filter(rule -> !rule.playbook().equals(key))
                .map(rule -> new Problem(
                        rule.place(), rule.name(), "the names of this playbook's rules start with `" + key + "/`"))
                .forEach(problems::add);
        return checked(rules, problems);
    }

    /** The same for who knows no catalogue: the rules may offer anything. */
    public Checked<List<CheckedRule>> playbook(
            String key, Map<String, String> files, Map<String, Parameter> parameters) {
        return playbook(key, files, parameters, Offers.ANY);
    }

    /** The guardrails of one file, whose names start with any key, or everything that is wrong with them. */
    public Checked<List<CheckedRule>> guardrails(String source, String text) {
        Problems found = new Problems(source);
        List<CheckedRule> rules = read(text, Visibility.GUARDRAIL, Map.of(), Offers.ANY, found);
        return checked(rules, new ArrayList<>(found.list()));
    }

    private List<CheckedRule> read(
            String text, Visibility visibility, Map<String, Parameter> parameters, Offers offers, Problems problems) {
        TokenStream tokens = new TokenStream(Lexer.tokens(text, problems));
        return new RuleParser(tokens, vocabulary, visibility, parameters, offers, problems).rules();
    }

    private static Checked<List<CheckedRule>> checked(List<CheckedRule> rules, List<Problem> problems) {
        Set<String> names = new HashSet<>();
        rules.stream()
                .filter(rule -> !names.add(rule.name()))
                .limit(MOST_DUPLICATES)
                .map(rule -> new Problem(rule.place(), rule.name(), "a name that no other rule has"))
                .forEach(problems::add);
        return problems.isEmpty() ? new Checked.Valid<>(List.copyOf(rules)) : new Checked.Invalid<>(problems);
    }
}
