package dev.tideline.rules.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Offers;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import dev.tideline.rules.ruleset.evaluation.RuleBase;
import dev.tideline.rules.ruleset.guard.GeneratedOnce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulebookCompilerTest {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final GuardrailFile GUARDRAIL = new GuardrailFile("risk.drl", """
            rule "risk/test"
            @why("Test users get nothing")
            when
                $u : User( isTest )
            then
                refuse(INCENTIVES).because("INELIGIBLE_TEST");
            end
            """);

    private final RulebookCompiler compiler = new RulebookCompiler();

    @Test
    void leavesOutABadPlaybookAndKeepsTheOthers() {
        Compilation compilation = compiler.compile(
                List.of(playbook("good", "tradeCount7d >= 1"), playbook("bad", "noSuchField > 1")),
                List.of(GUARDRAIL),
                VOCABULARY);

        assertThat(compilation.refused()).containsOnlyKeys("bad");
        assertThat(compilation.rulebook().rules()).extracting(CheckedRule::name).containsExactly("good/offer");
    }

    /** Drools tells a predicate of up to ten rules which they are, and of more that there are more. */
    @Test
    void aConditionMayStandInManyRules() {
        StringBuilder rules = new StringBuilder();
        for (int rule = 0; rule < 12; rule++) {
            rules.append("""
                    rule "letters/month-%d"
                    @why("Test")
                    when
                        $u : User( tradeCount7d >= 1, daysSinceLastTrade <= 59 )
                        AsOf( month == %d )
                    then
                        segment("month-%d").to($u);
                    end
                    """.formatted(rule + 1, rule + 1, rule + 1));
        }
        PlaybookRules letters =
                new PlaybookRules("letters", Map.of("rules.drl", rules.toString()), Map.of(), Offers.ANY, "");
        Compilation compilation = compiler.compile(List.of(letters), List.of(GUARDRAIL), VOCABULARY);
        assertThat(compilation.refused()).isEmpty();
        assertThat(compilation.rulebook().rules()).hasSize(12);
    }

    /** Drools puts the rules of a base into classes of a thousand each. */
    @Test
    void allPlaybooksTogetherMayHaveThousandsOfRules() {
        int files = Integer.getInteger("tideline.rule.files", 6);
        List<PlaybookRules> playbooks = IntStream.range(0, files)
                .mapToObj(file -> new PlaybookRules(
                        "many-" + file, Map.of("rules.drl", rules("many-" + file, 175)), Map.of(), Offers.ANY, ""))
                .toList();
        Compilation compilation = compiler.compile(playbooks, List.of(GUARDRAIL), VOCABULARY);
        assertThat(compilation.refused()).isEmpty();
        assertThat(compilation.rulebook().rules()).hasSize(files * 175);
    }

    @Test
    void aPlaybookMayHaveAThousandRules() {
        Map<String, String> files = new TreeMap<>();
        for (int file = 0; file < 6; file++) {
            files.put("rules" + file + ".drl", rules("wide", 175).replace("wide/rule", "wide/rule-" + file));
        }
        PlaybookRules wide = new PlaybookRules("wide", files, Map.of(), Offers.ANY, "");
        assertThat(compiler.compile(List.of(wide), List.of(GUARDRAIL), VOCABULARY)
                        .refused()
                        .get("wide"))
                .extracting(Problem::message)
                .containsExactly("rules5.drl:876:6: 'wide/rule-5-125': at most 1000 rules in one playbook");
    }

    private static String rules(String playbook, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> """
                        rule "%s/rule-%d"
                        @why("Test")
                        when
                            $u : User( daysSinceLastTrade >= %2$d )
                        then
                            segment("many-%2$d").to($u);
                        end
                        """.formatted(playbook, number))
                .collect(Collectors.joining());
    }

    /** So many as a pattern may hold compile to a class that the JVM takes. */
    @Test
    void aPatternMayHoldAThousandValuesInItsLists() {
        String list = IntStream.range(0, 200)
                .mapToObj(n -> "\"list-%d\"".formatted(n))
                .collect(Collectors.joining(", "));
        String five = Stream.of("source", "campaign", "a", "b", "c")
                .map(part -> "acquisitionChannel not in (" + list.replace("list", part) + ")")
                .collect(Collectors.joining(", "));
        assertThat(refusals(five)).isEmpty();
        assertThat(refusals(five + ", acquisitionChannel not in (\"more\")"))
                .singleElement()
                .asString()
                .endsWith("at most 1000 values in the lists of one pattern");
    }

    private List<String> refusals(String condition) {
        return compiler
                .compile(List.of(playbook("good", condition)), List.of(GUARDRAIL), VOCABULARY)
                .refused()
                .getOrDefault("good", List.of())
                .stream()
                .map(Problem::message)
                .toList();
    }

    @Test
    void refusesADeclarationThatNamesWhatThereIsNot() {
        assertThat(declared("reentry: { event: lastReturnAt }\nrules: { offer: { priority: 7 } }\n"))
                .isEmpty();
        assertThat(declared("""
                        reentry: { event: lastRetrunAt }
                        rules: { ofer: { reentry: { event: totalAsset } } }
                        messages: { futures-nws: { product: derivatives } }
                        """))
                .extracting(Problem::message)
                .satisfiesExactly(
                        event -> assertThat(event).contains("/reentry/event", "lastRetrunAt", "`lastReturnAt`"),
                        rule -> assertThat(rule).contains("/rules/ofer: 'ofer': a rule", "`offer`"),
                        asset -> assertThat(asset).contains("/rules/ofer/reentry/event", "totalAsset"),
                        message -> assertThat(message)
                                .contains("/messages/futures-nws: 'futures-nws': a message that a rule sends"));
    }

    private List<Problem> declared(String declaration) {
        PlaybookRules alone = playbook("good", "tradeCount7d >= 1");
        PlaybookRules whole = new PlaybookRules("good", alone.files(), alone.parameters(), alone.offers(), declaration);
        return compiler.compile(List.of(whole), List.of(GUARDRAIL), VOCABULARY)
                .refused()
                .getOrDefault("good", List.of());
    }

    @Test
    void answersTheSameWhetherPreparedOrNot() {
        List<PlaybookRules> playbooks = List.of(playbook("good", "tradeCount7d >= 1"));
        String hash = compiler.compile(playbooks, List.of(GUARDRAIL), VOCABULARY)
                .rulebook()
                .hash();

        compiler.prepare(playbooks, List.of(GUARDRAIL), VOCABULARY);
        Rulebook prepared =
                compiler.compile(playbooks, List.of(GUARDRAIL), VOCABULARY).rulebook();

        assertThat(prepared.hash()).isEqualTo(hash);
    }

    @Test
    void failsAsAWholeIfAGuardrailIsBad() {
        GuardrailFile bad = new GuardrailFile("bad.drl", GUARDRAIL.drl().replace("isTest", "isTset"));

        Compilation compilation =
                compiler.compile(List.of(playbook("good", "tradeCount7d >= 1")), List.of(bad), VOCABULARY);

        assertThat(compilation).isInstanceOf(Compilation.Failed.class);
        assertThatThrownBy(compilation::rulebook)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("isTset");
    }

    @Test
    void refusesTwoGuardrailsOfOneName() {
        GuardrailFile twin = new GuardrailFile("twin.drl", GUARDRAIL.drl());

        Compilation compilation = compiler.compile(List.of(), List.of(GUARDRAIL, twin), VOCABULARY);

        assertThatThrownBy(compilation::rulebook).hasMessageContaining("risk/test");
    }

    @Test
    void refusesTwoPlaybooksOfOneKey() {
        List<PlaybookRules> twins = List.of(playbook("twin", "isTest"), playbook("twin", "isTest"));

        assertThatThrownBy(() -> compiler.compile(twins, List.of(), VOCABULARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twin");
    }

    @Test
    void answersTheSameForAnyOrderOfPlaybooks() {
        List<PlaybookRules> playbooks = List.of(
                playbook("a", "tradeCount7d >= 0"), playbook("b", "tradeCount7d >= 0"), playbook("c", "isTest"));
        List<PlaybookRules> reversed = List.of(playbooks.get(2), playbooks.get(1), playbooks.get(0));
        Rulebook one = compiler.compile(playbooks, List.of(), VOCABULARY).rulebook();
        Rulebook other = compiler.compile(reversed, List.of(), VOCABULARY).rulebook();

        assertThat(other.hash()).isEqualTo(one.hash());
        assertThat(fired(one)).containsExactly("a/offer", "b/offer").isEqualTo(fired(other));
    }

    @Test
    void findsTheCulpritAmongRulesThatPassedTheCheckButDoNotCompile() {
        Map<String, List<Problem>> refused = new HashMap<>();
        Map<String, List<CheckedRule>> rules = new HashMap<>();
        for (CheckedRule rule : new RandomRules(1).rules(15)) {
            rules.computeIfAbsent(rule.playbook(), key -> new ArrayList<>()).add(rule);
        }
        CheckedRule sound = rules.get("playbook-02").get(0);
        rules.get("playbook-02").add(sound);

        GeneratedOnce generated = new GeneratedOnce();
        RuleBase base = new SoundPlaybooks(refused, all -> RuleBase.of(all, generated)).compile(rules);

        assertThat(refused).containsOnlyKeys("playbook-02");
        assertThat(base.rules()).hasSize(12);
    }

    private static List<String> fired(Rulebook rulebook) {
        User user = VOCABULARY.user().builder().user("u");
        try (Evaluator evaluator = rulebook.evaluator()) {
            return evaluator
                    .evaluate(
                            user,
                            VOCABULARY.market().builder().market(),
                            VOCABULARY.asOf().builder().asOf())
                    .stream()
                    .map(Candidate::rule)
                    .toList();
        }
    }

    private static PlaybookRules playbook(String key, String condition) {
        String drl = """
                rule "%s/offer"
                @why("For the test")
                when
                    $u : User( %s )
                then
                    offer("voucher").to($u);
                end
                """.formatted(key, condition);
        return new PlaybookRules(key, Map.of("rules.drl", drl), Map.of(), Offers.ANY);
    }
}
