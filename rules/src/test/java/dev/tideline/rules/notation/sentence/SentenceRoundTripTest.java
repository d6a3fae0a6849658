package dev.tideline.rules.notation.sentence;

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
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Place;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.drools.drl.parser.lang.dsl.DSLTokenizedMappingFile;
import org.drools.drl.parser.lang.dsl.DefaultExpander;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that is shown as sentences reads back as the same rule, and Drools' own expander reads the sentences alike. */
class SentenceRoundTripTest {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();

    private static Stream<Arguments> shipped() {
        return Rewritten.shipped()
                .flatMap(playbook -> Stream.of(Language.values()).map(language -> Arguments.of(playbook, language)));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void readsEveryShippedPlaybookBackFromSentences(Playbook playbook, Language language) {
        List<CheckedRule> rules = Rewritten.rules(playbook);
        String sentences = sentences(rules, language);
        List<CheckedRule> read = Rewritten.read(
                        playbook.key(), "rules." + language.code() + ".dslr", sentences, playbook.parameters())
                .orThrow();
        assertThat(Rewritten.drl(read)).as(sentences).isEqualTo(Rewritten.drl(rules));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void droolsExpandsTheSentencesToTheSameRules(Playbook playbook, Language language) throws Exception {
        List<CheckedRule> rules = Rewritten.rules(playbook);
        String drl = expanded(sentences(rules, language), language);
        List<CheckedRule> read = Rewritten.read(playbook.key(), "rules.drl", drl, playbook.parameters())
                .orThrow();
        assertThat(Rewritten.drl(read)).isEqualTo(Rewritten.drl(rules));
    }

    @Test
    void droolsReadsTheLongerOfTwoComparisonsThatBeginAlike() throws Exception {
        String sentences = """
                rule "p/one"
                @why("沉睡")
                when
                    用户
                    - 总资产 大于等于 100
                    - VIP等级 小于等于 3
                then
                    发放 "x"
                end
                """;
        assertThat(expanded(sentences, Language.CHINESE))
                .contains("totalAsset >= 100")
                .contains("vipLevel <= 3");
    }

    private static String expanded(String sentences, Language language) throws Exception {
        DSLTokenizedMappingFile dictionary = new DSLTokenizedMappingFile();
        assertThat(dictionary.parseAndLoad(new StringReader(Dictionary.resource(language))))
                .as("%s", dictionary.getErrors())
                .isTrue();
        DefaultExpander expander = new DefaultExpander();
        expander.addDSLMapping(dictionary.getMapping());
        String drl = expander.expand(sentences)
                .replace("( - ", "(")
                .replace("(- ", "(")
                .replace(", - ", ", ");
        assertThat(expander.getErrors()).isEmpty();
        return drl;
    }

    @Property(tries = 2000)
    void readsBackAnyCondition(@ForAll long seed) {
        Condition condition = new RandomConditions(VOCABULARY.user(), Visibility.PLAYBOOK, seed).condition(4);
        CheckedRule rule = rule(condition, parts(new Random(seed)));
        for (Language language : Language.values()) {
            String text = sentences(List.of(rule), language);
            List<CheckedRule> read = Rewritten.read("p", "rules." + language.code() + ".dslr", text, Map.of())
                    .orThrow();
            assertThat(Rewritten.drl(read)).as(text).isEqualTo(List.of(DrlPrinter.rule(rule)));
        }
    }

    private static CheckedRule rule(Condition condition, List<Part> parts) {
        return new CheckedRule(
                "p", "p/r", "any", condition, null, null, parts, List.of(), Place.at("", 0, 0), Set.of());
    }

    private static List<Part> parts(Random random) {
        return List.of(
                new Part.Incentive("i-" + random.nextInt(9)),
                new Part.Touch("m", List.of(Channel.PUSH)),
                new Part.Touch("m", List.of(Channel.EMAIL, Channel.SMS, Channel.IN_APP)),
                new Part.Task("t", random.nextBoolean() ? Channel.CALL : Channel.TICKET),
                new Part.Segment("s"),
                new Part.Audience("a"));
    }

    private static String sentences(List<CheckedRule> rules, Language language) {
        SentencePrinter printer = new SentencePrinter(Dictionary.of(language, VOCABULARY));
        return rules.stream().map(printer::rule).collect(Collectors.joining("\n"));
    }
}
