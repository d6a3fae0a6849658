package dev.tideline.rules.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Offers;
import dev.tideline.rules.language.RandomConditions;
import dev.tideline.rules.language.Visibility;
import dev.tideline.rules.ruleset.Compilation;
import dev.tideline.rules.ruleset.PlaybookRules;
import dev.tideline.rules.ruleset.Rulebook;
import dev.tideline.rules.ruleset.RulebookCompiler;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Words that could mean something to a parser stay words, and Drools answers as the interpreter does. */
class DroolsReadsCanonicalTextTest {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final Market MARKET = VOCABULARY.market().builder().market();
    private static final AsOf AS_OF = VOCABULARY.asOf().builder().asOf();
    private static final List<String> WORDS = List.of(
            "a // b",
            "a /* b */",
            "*/",
            "end",
            "then",
            " rule 'x' when ",
            "it's",
            "#{x}",
            "@{x}",
            "${x}",
            "$u",
            "{ System.exit(1); }",
            "); System.exit(1); (",
            "a;b",
            "%s %n",
            "<x>&amp;",
            "ÄÖ 中文",
            "😀",
            "\u00a0",
            "e\u0301",
            "x".repeat(300));

    @Test
    void everyWordIsComparedAsItIs() {
        String rules = rules(IntStream.range(0, WORDS.size())
                .mapToObj(i ->
                        "acquisitionChannel == \"" + WORDS.get(i) + "\" && riskFlags contains \"" + WORDS.get(i) + "\"")
                .toList());
        try (Evaluator evaluator = compile(rules).evaluator()) {
            for (int i = 0; i < WORDS.size(); i++) {
                assertThat(fired(evaluator, user(WORDS.get(i))))
                        .as(WORDS.get(i))
                        .containsExactly("p/r" + i);
            }
        }
    }

    @Test
    void answersAsTheInterpreterDoesForRandomConditions() {
        FactSchema schema = VOCABULARY.user();
        RandomConditions random = new RandomConditions(schema, Visibility.PLAYBOOK, 7);
        List<Condition> conditions =
                IntStream.range(0, 60).mapToObj(i -> random.condition(3)).toList();
        Rulebook rulebook = compile(
                rules(conditions.stream().map(AuthorPrinter.asWritten()::print).toList()));
        try (Evaluator evaluator = rulebook.evaluator()) {
            for (int i = 0; i < 500; i++) {
                User user = random.fact().user("u");
                assertThat(fired(evaluator, user))
                        .isEqualTo(rulebook.rules().stream()
                                .filter(rule -> Interpreter.fires(rule, user, MARKET, AS_OF))
                                .map(CheckedRule::name)
                                .collect(Collectors.toSet()));
            }
        }
    }

    private static Set<String> fired(Evaluator evaluator, User user) {
        return evaluator.evaluate(user, MARKET, AS_OF).stream()
                .map(Candidate::rule)
                .collect(Collectors.toSet());
    }

    private static User user(String word) {
        FactSchema schema = VOCABULARY.user();
        return schema.builder()
                .text(schema.require("acquisition_channel").slot(), word)
                .texts(schema.require("risk_flags").slot(), Set.of(word))
                .user("u");
    }

    private static String rules(List<String> conditions) {
        return IntStream.range(0, conditions.size())
                .mapToObj(i -> "rule \"p/r" + i + "\" @why(\"x\") when $u : User( " + conditions.get(i)
                        + " ) then offer(\"x\").to($u); end\n")
                .collect(Collectors.joining());
    }

    private static Rulebook compile(String rules) {
        Compilation compilation = new RulebookCompiler()
                .compile(
                        List.of(new PlaybookRules("p", Map.of("r.drl", rules), Map.of(), Offers.ANY)),
                        List.of(),
                        VOCABULARY);
        assertThat(compilation.refused()).isEmpty();
        return compilation.rulebook();
    }
}
