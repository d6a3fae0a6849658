package dev.tideline.engine.evaluation;

import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.timeline.RandomEvents;
import dev.tideline.engine.timeline.Timeline;
import dev.tideline.engine.timeline.TimelineBuilder;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A user with random events and random values of every field that feeds bring, from a seed. */
final class RandomUser {

    private static final int MOST_EVENTS = 60;
    private static final int FEED_DAYS = 3;
    private static final List<String> WORDS = List.of("OPEN", "RETAIL", "GLOBAL", "en", "FEE", "SANCTIONS_HIT");

    private final String id;
    private final Timeline timeline;

    private RandomUser(String id, Timeline timeline) {
        this.id = id;
        this.timeline = timeline;
    }

    RandomUser(long seed, FactsModel model, Instant start, Duration span) {
        this("user-" + seed, timeline(new Random(seed), seed, model, start, span));
    }

    static RandomUser withAnEvent(String type, Instant at, FactsModel model) {
        RandomEvents.Raw event = RandomEvents.raw(type, at, "{}");
        return new RandomUser(
                "user",
                new TimelineBuilder(model.days())
                        .event(event.type(), event.at(), event.payload())
                        .build());
    }

    /** The user with these segments of an evaluation before; null if there was none. */
    StoredUser stored(@Nullable String segments) {
        return new StoredUser(1, id, 1, "account:" + id, timeline, segments);
    }

    private static Timeline timeline(Random random, long seed, FactsModel model, Instant start, Duration span) {
        TimelineBuilder timeline = new TimelineBuilder(model.days());
        new RandomEvents(seed, start, span)
                .some(random.nextInt(MOST_EVENTS))
                .forEach(event -> timeline.event(event.type(), event.at(), event.payload()));
        for (Field field : model.vocabulary().user().fields()) {
            if (model.sources().isFed(field)) {
                for (int i = 0; i < FEED_DAYS; i++) {
                    long day = model.days().of(start) + random.nextInt((int) span.toDays());
                    feed(timeline, day, field, random);
                }
            }
        }
        return timeline.build();
    }

    private static void feed(TimelineBuilder timeline, long day, Field field, Random random) {
        boolean missing = field.nullable() && random.nextInt(10) == 0;
        switch (field.type()) {
            case TEXT -> timeline.feed(day, field, missing ? null : word(field, random));
            case TEXTS -> timeline.feed(day, field, random.nextInt(6) == 0 ? Set.of(word(field, random)) : Set.of());
            default -> timeline.feed(day, field, missing ? Fact.MISSING : number(field, random, day));
        }
    }

    /** The first of the values is the usual one of a field. */
    private static String word(Field field, Random random) {
        List<String> words = field.values().isEmpty() ? WORDS : field.values();
        return words.get(random.nextInt(3) > 0 ? 0 : random.nextInt(words.size()));
    }

    private static long number(Field field, Random random, long day) {
        return switch (field.type()) {
            case FLAG -> random.nextInt(8) == 0 ? 1 : 0;
            case RATIO -> random.nextInt(2_000_001) - 1_000_000;
            case AMOUNT -> random.nextInt(3) == 0 ? 0 : (long) (Math.pow(10, random.nextDouble() * 6) * 1_000_000);
            case INSTANT -> (day + random.nextInt(40) - 20) * Duration.ofDays(1).toNanos() / 1_000;
            default -> random.nextInt(random.nextBoolean() ? 6 : 120);
        };
    }
}
