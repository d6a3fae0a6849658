package dev.tideline.rules.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Offers;
import dev.tideline.rules.notation.DrlPrinter;
import dev.tideline.rules.notation.Language;
import dev.tideline.rules.notation.Rewritten;
import dev.tideline.rules.notation.sentence.Dictionary;
import dev.tideline.rules.notation.sentence.SentencePrinter;
import dev.tideline.rules.notation.table.TablePrinter;
import dev.tideline.rules.notation.table.file.CsvSheet;
import dev.tideline.rules.notation.table.file.Workbooks;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped rules decide alike whatever notation they are written in. */
class NotationsTest {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final AsOf AS_OF = VOCABULARY.asOf().builder().asOf();
    private static final List<User> USERS = new RandomUsers(11).users(10_000);
    private static final List<List<Candidate>> AS_SHIPPED = candidates(compiled("", null));

    private static Stream<Arguments> notations() {
        SentencePrinter english = new SentencePrinter(Dictionary.of(Language.ENGLISH, VOCABULARY));
        SentencePrinter chinese = new SentencePrinter(Dictionary.of(Language.CHINESE, VOCABULARY));
        TablePrinter table = new TablePrinter(Language.ENGLISH, VOCABULARY);
        TablePrinter chineseTable = new TablePrinter(Language.CHINESE, VOCABULARY);
        return Stream.of(
                notation("rules.drl", rules -> joined(rules, DrlPrinter::rule)),
                notation("rules.en.dslr", rules -> joined(rules, english::rule)),
                notation("rules.zh.dslr", rules -> joined(rules, chinese::rule)),
                notation("rules.csv", rules -> CsvSheet.write(table.rows(rules))),
                notation("rules.csv", rules -> CsvSheet.write(chineseTable.rows(rules))),
                notation(
                        "rules.xlsx",
                        rules -> Base64.getEncoder()
                                .encodeToString(Workbooks.write("Rules", table.rows(rules), List.of()))));
    }

    private static Arguments notation(String file, Function<List<CheckedRule>, String> printer) {
        return Arguments.of(file, printer);
    }

    private static String joined(List<CheckedRule> rules, Function<CheckedRule, String> printer) {
        return rules.stream().map(printer).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @MethodSource("notations")
    void decideAlikeOnTenThousandUsers(String file, Function<List<CheckedRule>, String> printer) {
        assertThat(candidates(compiled(file, printer))).isEqualTo(AS_SHIPPED);
    }

    private static Rulebook compiled(String file, @Nullable Function<List<CheckedRule>, String> printer) {
        List<PlaybookRules> rules = Rewritten.shipped()
                .map(playbook -> new PlaybookRules(
                        playbook.key(),
                        printer == null ? playbook.ruleFiles() : Map.of(file, printer.apply(Rewritten.rules(playbook))),
                        playbook.parameters(),
                        Offers.ANY))
                .toList();
        Compilation compilation = new RulebookCompiler().compile(rules, List.of(), VOCABULARY);
        assertThat(compilation.refused()).isEmpty();
        return compilation.rulebook();
    }

    private static List<List<Candidate>> candidates(Rulebook rulebook) {
        List<List<Candidate>> all = new ArrayList<>();
        try (Evaluator evaluator = rulebook.evaluator()) {
            for (boolean moved : List.of(true, false)) {
                for (User user : USERS) {
                    all.add(evaluator.evaluate(user, RandomUsers.market(moved), AS_OF));
                }
            }
        }
        return all;
    }
}
