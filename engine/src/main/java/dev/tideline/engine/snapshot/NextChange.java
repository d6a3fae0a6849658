package dev.tideline.engine.snapshot;

import dev.tideline.engine.snapshot.measure.Measure;
import dev.tideline.engine.timeline.Days;
import dev.tideline.rules.due.Thresholds;
import dev.tideline.rules.due.TimeDependence;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When a user's fields next change in a way that matters although nothing happens to him. One for one thread. */
public final class NextChange {

    private record Watched(Measure measure, Thresholds thresholds) {}

    private final SnapshotReader reader;
    private final Days days;
    private final boolean everyDay;
    private final List<Watched> watched = new ArrayList<>();
    private final List<DerivedChange> derived = new ArrayList<>();

    /**
     * For the snapshots of this reader, which must read every field of the dependence.
     *
     * @param dependence one that can be analysed; where it reads the calendar, every day boundary matters
     */
    public NextChange(Vocabulary vocabulary, SnapshotReader reader, TimeDependence dependence) {
        this.reader = reader;
        this.days = reader.days();
        this.everyDay = dependence.dayBoundary();
        dependence.user().forEach((field, thresholds) -> watch(vocabulary, field, thresholds));
    }

    private void watch(Vocabulary vocabulary, Field field, Thresholds thresholds) {
        field.derived()
                .ifPresentOrElse(
                        derivation -> derived.add(new DerivedChange(
                                derivation.kind(),
                                vocabulary.user().require(derivation.column()).slot(),
                                thresholds,
                                days)),
                        () -> reader.measure(field)
                                .ifPresent(measure -> watched.add(new Watched(measure, thresholds))));
    }

    /**
     * The first instant after {@code asOf} at which a comparison with a field of interest may turn; empty if none ever
     * does.
     *
     * @param asOf the instant of the reader's last read
     * @param facts what that read filled, with segments and derived fields
     */
    public Optional<Instant> after(Instant asOf, FactBuilder facts) {
        long next = afterMicros(Days.micros(asOf), facts);
        return next == Days.NEVER ? Optional.empty() : Optional.of(Days.instant(next));
    }

    private long afterMicros(long asOf, FactBuilder facts) {
        long day = reader.day();
        long best = everyDay ? days.startMicros(day + 1) : Days.NEVER;
        best = reader.laterDay() == Days.NEVER ? best : Math.min(best, days.startMicros(reader.laterDay()));
        for (DerivedChange change : derived) {
            best = Math.min(best, change.after(asOf, day, facts));
        }
        for (Watched one : watched) {
            best = Math.min(best, after(one, day, asOf, best));
        }
        return best;
    }

    private long after(Watched one, long day, long asOf, long best) {
        if (!(one.measure() instanceof Measure.OfNumber number)) {
            return next(one.measure(), day, asOf);
        }
        long now = number.at(day, asOf);
        if (number.grows()) {
            long steps = now <= 0 ? 0 : one.thresholds().nextAbove(now).orElse(now) - now;
            return steps == 0 ? Days.NEVER : days.startMicros(day + steps);
        }
        long onDay = day;
        long at = asOf;
        while (true) {
            at = next(number, onDay, at);
            if (at >= best) {
                return best;
            }
            onDay = days.ofMicros(at);
            if (one.thresholds().separates(now, number.at(onDay, at))) {
                return at;
            }
        }
    }

    private long next(Measure measure, long day, long micros) {
        long nextDay = measure.nextDay(day);
        long start = nextDay == Days.NEVER ? Days.NEVER : days.startMicros(nextDay);
        return Math.min(start, measure.nextMicros(micros));
    }
}
