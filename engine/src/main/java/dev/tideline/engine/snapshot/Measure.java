package dev.tideline.engine.snapshot;

import dev.tideline.rules.facts.FactBuilder;

/** Computes one field from the columns of a history. */
abstract class Measure {

    /** No instant and no day. */
    static final long NEVER = Long.MAX_VALUE;

    /** Sets the field's slot. */
    abstract void fill(FactBuilder into, int slot, long day, long micros);

    /** The first day after this one on which the value may differ with nothing happening. */
    long nextDay(long day) {
        return NEVER;
    }

    /** The first instant after this one at which the value may differ with nothing happening, day boundaries apart. */
    long nextMicros(long micros) {
        return NEVER;
    }

    /** A number. */
    abstract static class OfNumber extends Measure {

        /** The value on a day that is not before the snapshot's, at an instant of that day. */
        abstract long at(long day, long micros);

        /** Whether the value, once above zero, grows by one a day for ever. */
        boolean grows() {
            return false;
        }

        @Override
        final void fill(FactBuilder into, int slot, long day, long micros) {
            into.number(slot, at(day, micros));
        }
    }
}
