package dev.tideline.rules.ruleset.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Condition.Operator;
import dev.tideline.rules.language.Operand;
import dev.tideline.rules.problem.Place;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulesApartTest {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final Place NOWHERE = Place.at("", 0, 0);
    private static final EvaluationLimits LIMITS = new EvaluationLimits(1_000, Duration.ofMillis(20));

    private final Market market = VOCABULARY.market().builder().market();
    private final AsOf asOf = VOCABULARY.asOf().builder().asOf();
    private final User user = VOCABULARY
            .user()
            .builder()
            .number(VOCABULARY.user().require("trade_count_7d").slot(), 7)
            .user("u");

    /** Each rule asks a hundred thousand questions, and there are as many rules; nothing but the clock ends it. */
    @Test
    void stopsASlowPlaybookBetweenItsRulesAndNoOther() {
        Condition slow = new Condition.Any(Collections.nCopies(100_000, trades(1_000)), NOWHERE);
        List<CheckedRule> rules = Stream.of(
                        Stream.of(rule("before", 0, trades(3))),
                        IntStream.range(0, 100_000).mapToObj(index -> rule("slow", index, slow)),
                        Stream.of(rule("unhurried", 0, trades(3))))
                .flatMap(one -> one)
                .toList();

        long start = System.nanoTime();
        Proposed proposed = apart(rules, Set.of()).propose(user, market, asOf);

        assertThat(proposed.candidates()).extracting(Candidate::playbook).containsExactly("before", "unhurried");
        assertThat(proposed.cuts()).containsOnlyKeys("slow");
        assertThat(proposed.cuts().get("slow")).hasMessageContaining("took longer than 20 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void stopsAPlaybookAtTheSameFiringEveryTime() {
        List<CheckedRule> rules = Stream.concat(
                        IntStream.range(0, 120).mapToObj(index -> rule("many", index, trades(3))),
                        IntStream.range(0, 99).mapToObj(index -> rule("nearly", index, trades(3))))
                .toList();
        RulesApart apart = apart(rules, Set.of());

        for (int i = 0; i < 3; i++) {
            Proposed proposed = apart.propose(user, market, asOf);
            assertThat(proposed.cuts()).containsOnlyKeys("many");
            assertThat(proposed.candidates()).hasSize(99);
        }
        assertThat(apart(rules, Set.of("many")).propose(user, market, asOf).cuts())
                .isEmpty();
    }

    @Test
    void tellsAFailureOfThePlaybookThatFailed() {
        User broken = VOCABULARY.asOf().builder().user("broken");
        CheckedRule surroundings = new CheckedRule(
                "sound",
                "sound/always",
                "test",
                new Condition.All(List.of(), NOWHERE),
                null,
                null,
                List.of(new Part.Segment("s")),
                List.of(),
                NOWHERE,
                Set.of());

        Proposed proposed = apart(List.of(rule("failing", 0, trades(3)), surroundings), Set.of())
                .propose(broken, market, asOf);

        assertThat(proposed.cuts()).containsOnlyKeys("failing");
        assertThat(proposed.cuts().get("failing")).hasCauseInstanceOf(RuntimeException.class);
        assertThat(proposed.candidates()).extracting(Candidate::playbook).containsExactly("sound");
    }

    private static RulesApart apart(List<CheckedRule> rules, Set<String> omitted) {
        List<Candidate> candidates = rules.stream()
                .map(rule -> new Candidate(rule.playbook(), rule.name(), rule.parts()))
                .toList();
        return new RulesApart(rules, candidates, omitted, LIMITS);
    }

    private static Condition trades(int atLeast) {
        return new Condition.Comparison(
                VOCABULARY.user().require("trade_count_7d"),
                Operator.AT_LEAST,
                new Operand.Quantity(atLeast, ""),
                NOWHERE);
    }

    private static CheckedRule rule(String playbook, int index, Condition condition) {
        return new CheckedRule(
                playbook,
                playbook + "/rule-" + index,
                "test",
                condition,
                null,
                null,
                List.of(new Part.Segment("s")),
                List.of(),
                NOWHERE,
                Set.of());
    }
}
