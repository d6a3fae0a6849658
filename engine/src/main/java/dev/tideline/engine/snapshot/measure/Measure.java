package dev.tideline.engine.snapshot.measure;

import dev.tideline.engine.timeline.Days;
import dev.tideline.rules.facts.FactBuilder;

/** Computes one field from the columns of a history. */
public abstract class Measure {

    /** Sets the field's slot. */
    public abstract void fill(FactBuilder into, int slot, long day, long micros);

    /** The first day after this one on which the value may differ with nothing happening. */
    public long nextDay(long day) {
        return Days.NEVER;
    }

    /** The first instant after this one at which the value may differ with nothing happening, day boundaries apart. */
    public long nextMicros(long micros) {
        return Days.NEVER;
    }

    /** A number. */
    public abstract static class OfNumber extends Measure {

        /** The value on a day that is not before the snapshot's, at an instant of that day. */
        public abstract long at(long day, long micros);

        /** Whether the value, once above zero, grows by one a day for ever. */
        public boolean grows() {
            return false;
        }

        @Override
        public final void fill(FactBuilder into, int slot, long day, long micros) {
            into.number(slot, at(day, micros));
        }
    }
}
