package dev.tideline.api.author;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.notation.DrlPrinter;
import dev.tideline.rules.notation.Language;
import dev.tideline.rules.notation.sentence.Dictionary;
import dev.tideline.rules.notation.sentence.SentencePrinter;
import dev.tideline.rules.notation.table.TablePrinter;
import java.util.List;

/**
 * The rules of a playbook in all notations.
 *
 * @param rules each rule in DRL and sentences
 * @param english all of them as a table: headings, then a row a rule
 * @param chinese the same in Chinese
 */
record NotationsView(List<RuleView> rules, List<List<String>> english, List<List<String>> chinese) {

    /** One rule in DRL, and in English and Chinese sentences. */
    record RuleView(String name, String why, String drl, String english, String chinese) {}

    static NotationsView of(List<CheckedRule> rules, Vocabulary vocabulary) {
        SentencePrinter english = new SentencePrinter(Dictionary.of(Language.ENGLISH, vocabulary));
        SentencePrinter chinese = new SentencePrinter(Dictionary.of(Language.CHINESE, vocabulary));
        return new NotationsView(
                rules.stream()
                        .map(rule -> new RuleView(
                                rule.name(), rule.why(), DrlPrinter.rule(rule), english.rule(rule), chinese.rule(rule)))
                        .toList(),
                new TablePrinter(Language.ENGLISH, vocabulary).rows(rules),
                new TablePrinter(Language.CHINESE, vocabulary).rows(rules));
    }
}
