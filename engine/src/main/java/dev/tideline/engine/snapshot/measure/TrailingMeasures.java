package dev.tideline.engine.snapshot.measure;

import dev.tideline.engine.snapshot.column.RecordColumn;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.cells.Cursor;
import dev.tideline.engine.timeline.event.Records;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Fields of exact trailing hours: an event counts until the same instant so many hours later. */
final class TrailingMeasures {

    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final int KEY_END = 9;

    private TrailingMeasures() {}

    private static long next(RecordColumn records, long length, long micros) {
        long next = Days.NEVER;
        for (int i = records.size() - 1; i >= 0 && records.micros(i) + length > micros; i--) {
            next = records.micros(i) + length;
        }
        return next;
    }

    /** The number of records, all or those that begin with a letter. */
    static final class Counted extends Measure.OfNumber {
        private final RecordColumn records;
        private final long length;
        private final String letter;

        Counted(RecordColumn records, int hours, String letter) {
            this.records = records;
            this.length = hours * HOUR_MICROS;
            this.letter = letter;
        }

        @Override
        public long at(long day, long micros) {
            int count = 0;
            for (int i = records.size() - 1; i >= 0 && records.micros(i) + length > micros; i--) {
                count += letter.isEmpty() || records.first(i) == letter.charAt(0) ? 1 : 0;
            }
            return count;
        }

        @Override
        public long nextMicros(long micros) {
            return next(records, length, micros);
        }
    }

    /** The amount of completed withdrawals. */
    static final class Withdrawn extends Measure.OfNumber {
        private final RecordColumn records;
        private final long length;
        private final Cursor cursor = new Cursor();

        Withdrawn(RecordColumn records, int hours) {
            this.records = records;
            this.length = hours * HOUR_MICROS;
        }

        @Override
        public long at(long day, long micros) {
            long sum = 0;
            for (int i = records.size() - 1; i >= 0 && records.micros(i) + length > micros; i--) {
                if (records.first(i) == Records.COMPLETED) {
                    records.open(i, KEY_END, cursor);
                    sum += cursor.unsigned();
                }
            }
            return sum;
        }

        @Override
        public long nextMicros(long micros) {
            return next(records, length, micros);
        }
    }

    /** The instant of the last record. */
    static final class LastRecord extends Measure.OfNumber {
        private final RecordColumn records;

        LastRecord(RecordColumn records) {
            this.records = records;
        }

        @Override
        public long at(long day, long micros) {
            return records.size() == 0 ? Fact.MISSING : records.micros(records.size() - 1);
        }
    }

    /** Touches by channel, as {@code CHANNEL=count}. */
    static final class ByChannel extends Measure {
        private final RecordColumn records;
        private final long length;

        ByChannel(RecordColumn records, int hours) {
            this.records = records;
            this.length = hours * HOUR_MICROS;
        }

        @Override
        public void fill(FactBuilder into, int slot, long day, long micros) {
            if (records.size() == 0) {
                return;
            }
            Map<String, Integer> counts = new TreeMap<>();
            for (int i = records.size() - 1; i >= 0 && records.micros(i) + length > micros; i--) {
                counts.merge(records.text(i, 1), 1, Integer::sum);
            }
            Set<String> told = counts.entrySet().stream()
                    .map(count -> count.getKey() + "=" + count.getValue())
                    .collect(Collectors.toUnmodifiableSet());
            into.texts(slot, told);
        }

        @Override
        public long nextMicros(long micros) {
            return next(records, length, micros);
        }
    }
}
