package dev.tideline.engine.snapshot.measure;

import dev.tideline.engine.snapshot.column.RecordColumn;
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

        Text(RecordColumn records) {
            this.records = records;
        }

        @Override
        public void fill(FactBuilder into, int slot, long day, long micros) {
            if (records.size() > 0) {
                String text = records.text(records.size() - 1, 0);
                into.text(slot, text.isEmpty() ? null : text);
            }
        }
    }

    /** A whole number. */
    static final class Whole extends Measure.OfNumber {
        private final RecordColumn records;
        private final long none;

        Whole(RecordColumn records, boolean nullable) {
            this.records = records;
            this.none = nullable ? Fact.MISSING : 0;
        }

        @Override
        public long at(long day, long micros) {
            return records.size() == 0 ? none : Long.parseLong(records.text(records.size() - 1, 0));
        }
    }

    /** The flags whose latest record sets them. */
    static final class Flags extends Measure {
        private final RecordColumn records;

        Flags(RecordColumn records) {
            this.records = records;
        }

        @Override
        public void fill(FactBuilder into, int slot, long day, long micros) {
            Set<String> flags = new TreeSet<>();
            for (int i = 0; i < records.size(); i++) {
                String flag = records.text(i, 1);
                if (records.text(i, 0).startsWith(Records.SET)) {
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
