package dev.tideline.rules.ruleset;

import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.language.RandomConditions;
import dev.tideline.rules.language.Visibility;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Checked rules of every shape and facts to evaluate them over, from a seed. */
public final class RandomRules {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();

    private final RandomConditions user;
    private final RandomConditions market;
    private final RandomConditions asOf;

    public RandomRules(long seed) {
        user = new RandomConditions(VOCABULARY.user(), Visibility.GUARDRAIL, seed);
        market = new RandomConditions(VOCABULARY.market(), Visibility.GUARDRAIL, seed + 1);
        asOf = new RandomConditions(VOCABULARY.asOf(), Visibility.GUARDRAIL, seed + 2);
    }

    public List<CheckedRule> rules(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> rule("playbook-%02d".formatted(index / 3), index, List.of()))
                .toList();
    }

    List<CheckedRule> guardrails(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> rule("guards", index, List.of(new Effect.Review("REASON_" + index))))
                .toList();
    }

    List<User> users(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> user.fact().user("user-" + index))
                .toList();
    }

    Market market() {
        return market.fact().market();
    }

    AsOf asOf() {
        return asOf.fact().asOf();
    }

    private CheckedRule rule(String playbook, int index, List<Effect> effects) {
        return new CheckedRule(
                playbook,
                playbook + "/rule-%03d".formatted(index),
                "random",
                user.condition(index % 4),
                sometimes(index % 5, market),
                sometimes(index % 7, asOf),
                effects.isEmpty() ? List.of(new Part.Segment("segment-" + index)) : List.of(),
                effects,
                RandomConditions.NOWHERE,
                Set.of());
    }

    private static @Nullable Condition sometimes(int remainder, RandomConditions conditions) {
        return remainder == 0 ? conditions.condition(1) : null;
    }
}
