package dev.tideline.rules.ruleset;

import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Users whose values lie on both sides of what the shipped playbooks compare with, from a seed. */
final class RandomUsers {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final List<String> WORDS =
            List.of("FEE", "SLIPPAGE", "VIP_CLEARED", "SUPPORT_ABUSE", "FRAUD", "DOCUMENT", "MISSING_FUNDS");

    private final Random random;

    RandomUsers(long seed) {
        random = new Random(seed);
    }

    List<User> users(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> filled().user("user-" + index))
                .toList();
    }

    static Market market(boolean moved) {
        FactBuilder market = VOCABULARY.market().builder();
        int event = VOCABULARY.market().require("event").slot();
        return (moved ? market.text(event, "BTC_MOVED_5PCT") : market).market();
    }

    private FactBuilder filled() {
        FactBuilder builder = VOCABULARY.user().builder();
        VOCABULARY.user().fields().forEach(field -> fill(builder, field));
        return builder;
    }

    private void fill(FactBuilder builder, Field field) {
        boolean missing = field.nullable() && random.nextInt(8) == 0;
        switch (field.type()) {
            case TEXT -> builder.text(field.slot(), missing ? null : word(field));
            case TEXTS -> builder.texts(field.slot(), random.nextInt(4) == 0 ? Set.of(word(field)) : Set.of());
            default -> builder.number(field.slot(), missing ? Fact.MISSING : number(field));
        }
    }

    private String word(Field field) {
        List<String> words = field.values().isEmpty() ? WORDS : field.values();
        return words.get(random.nextInt(words.size()));
    }

    private long number(Field field) {
        return switch (field.type()) {
            case FLAG -> random.nextInt(4) == 0 ? 1 : 0;
            case RATIO -> random.nextInt(2_000_001) - 1_000_000;
            case AMOUNT -> amount(field);
            case INSTANT -> 1_700_000_000_000_000L + random.nextInt(1_000_000_000);
            default ->
                random.nextBoolean()
                        ? random.nextInt(6)
                        : random.nextInt(field.unit().contains("level") ? 10 : 250);
        };
    }

    private long amount(Field field) {
        if (random.nextInt(3) == 0) {
            return 0;
        }
        long amount = (long) (Math.pow(10, random.nextDouble() * 7) * 1_000_000);
        return field.column().contains("pnl") && random.nextBoolean() ? -amount : amount;
    }
}
