package dev.tideline.rules.notation.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.RandomConditions;
import dev.tideline.rules.language.Visibility;
import dev.tideline.rules.notation.DrlPrinter;
import dev.tideline.rules.notation.Language;
import dev.tideline.rules.notation.Rewritten;
import dev.tideline.rules.notation.table.file.CsvSheet;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.tokens.Lexer;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule that is shown as a row of a table reads back as the same rule, in either language. */
class TableRoundTripTest {

    private static Stream<Arguments> shipped() {
        return Rewritten.shipped()
                .flatMap(playbook -> Stream.of(Language.values()).map(language -> Arguments.of(playbook, language)));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void readsEveryShippedPlaybookBackFromATable(Playbook playbook, Language language) {
        List<CheckedRule> rules = Rewritten.rules(playbook);
        String csv = csv(rules, language);
        List<CheckedRule> read = Rewritten.read(playbook.key(), "rules.csv", csv, playbook.parameters())
                .orThrow();
        assertThat(normal(read)).as(csv).isEqualTo(normal(rules));
    }

    /** Words that a cell reads in a way of its own, and conditions on other facts that fit no column. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$u : User( acquisitionChannel == \"any\" )",
                "$u : User( acquisitionChannel != \"unknown\" )",
                "$u : User( acquisitionChannel in (\"known\", \"any\") )",
                "$u : User( acquisitionChannel == \"A, B\" )",
                "$u : User( acquisitionChannel == \"a、b\" )",
                "$u : User( isKol ) Market( btcChange24h > 0.05 || btcChange24h < -0.05 )",
                "$u : User( isKol ) AsOf( dayOfMonth == 1 || dayOfMonth == 15 )"
            })
    void readsBackWhatACellWouldReadInItsOwnWay(String patterns) {
        String drl = "rule \"p/r\" @why(\"any\") when " + patterns + " then segment(\"s\").to($u); end";
        List<CheckedRule> rules =
                Rewritten.read("p", "rules.drl", drl, Map.of()).orThrow();
        for (Language language : Language.values()) {
            String csv = csv(rules, language);
            assertThat(normal(Rewritten.read("p", "rules.csv", csv, Map.of()).orThrow()))
                    .as(csv)
                    .isEqualTo(normal(rules));
        }
    }

    @Property(tries = 1000)
    void readsBackAnyRule(@ForAll long seed) {
        Condition condition = new RandomConditions(Vocabulary.shipped().user(), Visibility.PLAYBOOK, seed).condition(4);
        CheckedRule rule = new CheckedRule(
                "p",
                "p/r",
                "any",
                condition,
                null,
                null,
                parts(new Random(seed)),
                List.of(),
                Place.at("", 0, 0),
                Set.of());
        for (Language language : Language.values()) {
            String csv = csv(List.of(rule), language);
            List<CheckedRule> read =
                    Rewritten.read("p", "rules.csv", csv, Map.of()).orThrow();
            assertThat(normal(read)).as(csv).isEqualTo(normal(List.of(rule)));
        }
    }

    /** In DRL, with the constraints in order of their text: a table has an order of columns for all its rows. */
    private static List<List<String>> normal(List<CheckedRule> rules) {
        return rules.stream()
                .map(rule -> {
                    List<String> lines = new ArrayList<>();
                    for (String line : DrlPrinter.rule(rule).lines().toList()) {
                        lines.addAll(line.contains("( ") ? parts(line) : List.of(line));
                    }
                    return lines;
                })
                .toList();
    }

    private static List<String> parts(String pattern) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int depth = 0;
        for (Token token : Lexer.tokens(pattern, new Problems(""))) {
            depth += token.isSign("(") ? 1 : token.isSign(")") ? -1 : 0;
            if (token.isSign(",") && depth == 1) {
                parts.add(part.toString());
                part.setLength(0);
            } else if (!(depth == 1 && token.isSign("(")) && !(depth == 0)) {
                part.append(token.text()).append(' ');
            }
        }
        parts.add(part.toString());
        Collections.sort(parts);
        return parts;
    }

    private static List<Part> parts(Random random) {
        List<Part> all = List.of(
                new Part.Incentive("i"),
                new Part.Touch("i", List.of(Channel.PUSH)),
                new Part.Touch("m", List.of(Channel.EMAIL, Channel.SMS, Channel.IN_APP)),
                new Part.Incentive("j"),
                new Part.Task("t", random.nextBoolean() ? Channel.CALL : Channel.TICKET),
                new Part.Segment("s"),
                new Part.Audience("a"));
        List<Part> some = all.stream().filter(part -> random.nextInt(3) > 0).toList();
        return some.isEmpty() ? all.subList(0, 1) : some;
    }

    private static String csv(List<CheckedRule> rules, Language language) {
        return CsvSheet.write(new TablePrinter(language, Vocabulary.shipped()).rows(rules));
    }
}
