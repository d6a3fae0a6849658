package dev.tideline.rules.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.RandomConditions;
import dev.tideline.rules.language.Visibility;
import dev.tideline.rules.reading.condition.ConditionReader;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RoundTripTest {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();

    @Property(tries = 3000)
    void readsWhatItPrintsAsTheSameCondition(@ForAll long seed) {
        Condition condition = new RandomConditions(VOCABULARY.user(), Visibility.GUARDRAIL, seed).condition(4);
        String text = AuthorPrinter.asWritten().print(condition);
        assertThat(placeless(read(text))).as(text).isEqualTo(condition);
    }

    @Property(tries = 2000)
    void theNegationOfAConditionIsItsOpposite(@ForAll long seed) {
        RandomConditions random = new RandomConditions(VOCABULARY.user(), Visibility.GUARDRAIL, seed);
        Condition condition = random.condition(3);
        User user = random.fact().user("u");
        Condition not = read("!("
                + AuthorPrinter.asWritten()
                        .print(new Condition.Any(List.of(condition, condition), RandomConditions.NOWHERE))
                + ")");
        assertThat(Interpreter.holds(not, user)).isNotEqualTo(Interpreter.holds(condition, user));
    }

    private static Condition read(String text) {
        return new ConditionReader()
                .read(text, "test", VOCABULARY.user(), Visibility.GUARDRAIL, Map.of())
                .orThrow();
    }

    private static Condition placeless(Condition condition) {
        if (condition instanceof Condition.All all) {
            return new Condition.All(placeless(all.parts()), RandomConditions.NOWHERE);
        }
        if (condition instanceof Condition.Any any) {
            return new Condition.Any(placeless(any.parts()), RandomConditions.NOWHERE);
        }
        if (condition instanceof Condition.Not not) {
            return new Condition.Not(placeless(not.part()), RandomConditions.NOWHERE);
        }
        if (condition instanceof Condition.Comparison it) {
            return new Condition.Comparison(it.field(), it.operator(), it.operand(), RandomConditions.NOWHERE);
        }
        if (condition instanceof Condition.Membership it) {
            return new Condition.Membership(it.field(), it.negated(), it.values(), RandomConditions.NOWHERE);
        }
        if (condition instanceof Condition.Containment it) {
            return new Condition.Containment(it.field(), it.negated(), it.word(), RandomConditions.NOWHERE);
        }
        Condition.Missing it = (Condition.Missing) condition;
        return new Condition.Missing(it.field(), it.negated(), RandomConditions.NOWHERE);
    }

    private static List<Condition> placeless(List<Condition> parts) {
        return parts.stream().map(RoundTripTest::placeless).toList();
    }
}
