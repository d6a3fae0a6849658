package dev.tideline.engine.snapshot;

import dev.tideline.engine.timeline.event.Records;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import java.util.Set;
import java.util.TreeSet;

/** Fields that are the value of the latest event. */
final class LatestMeasures {

    private LatestMeasures() {}

    /** A text; an empty one means missing. */
    static final class Text extends Measure {
        private final RecordColumn records;
        private final Words words;

        Text(RecordColumn records, Words words) {
            this.records = records;
            this.words = words;
        }

        @Override
        void fill(FactBuilder into, int slot, long day, long micros) {
            if (records.size > 0) {
                String text = words.body(records, records.size - 1, 0);
                into.text(slot, text.isEmpty() ? null : text);
            }
        }
    }

    /** A whole number. */
    static final class Whole extends Measure.OfNumber {
        private final RecordColumn records;
        private final Words words;
        private final long none;

        Whole(RecordColumn records, Words words, boolean nullable) {
            this.records = records;
            this.words = words;
            this.none = nullable ? Fact.MISSING : 0;
        }

        @Override
        long at(long day, long micros) {
            return records.size == 0 ? none : Long.parseLong(words.body(records, records.size - 1, 0));
        }
    }

    /** The flags whose latest record sets them. */
    static final class Flags extends Measure {
        private final RecordColumn records;
        private final Words words;

        Flags(RecordColumn records, Words words) {
            this.records = records;
            this.words = words;
        }

        @Override
        void fill(FactBuilder into, int slot, long day, long micros) {
            Set<String> flags = new TreeSet<>();
            for (int i = 0; i < records.size; i++) {
                String flag = words.body(records, i, 1);
                if (words.body(records, i, 0).startsWith(Records.SET)) {
                    flags.add(flag);
                } else {
                    flags.remove(flag);
                }
            }
            if (!flags.isEmpty()) {
                into.texts(slot, Set.copyOf(flags));
            }
        }
    }
}
