package dev.tideline.engine.snapshot;

import dev.tideline.engine.snapshot.measure.HistoryRules;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.RandomEvents.Raw;
import dev.tideline.engine.timeline.Timeline;
import dev.tideline.engine.timeline.TimelineBuilder;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.derive.Derivations;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.segments.Segmentation;
import java.time.Instant;
import java.util.List;

/** Snapshots of all fields for tests. */
final class Snapshots {

    static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final Derivations DERIVATIONS = Derivations.of(VOCABULARY.user());

    final Days days;
    final SnapshotReader reader;

    Snapshots(Days days) {
        this.days = days;
        this.reader = new SnapshotReader(
                VOCABULARY,
                FieldSources.shipped(VOCABULARY),
                HistoryRules.of(Segmentation.shipped(VOCABULARY)),
                days,
                null);
    }

    FactBuilder at(Timeline timeline, Instant asOf) {
        FactBuilder facts = VOCABULARY.user().builder();
        reader.read(timeline, asOf, facts);
        DERIVATIONS.at(asOf, days.zone()).apply(facts);
        return facts;
    }

    long number(Timeline timeline, String asOf, String column) {
        return at(timeline, Instant.parse(asOf)).number(field(column).slot());
    }

    Timeline of(List<Raw> events) {
        TimelineBuilder builder = new TimelineBuilder(days);
        events.forEach(event -> builder.event(event.type(), event.at(), event.payload()));
        return builder.build();
    }

    static Field field(String column) {
        return VOCABULARY.user().require(column);
    }
}
