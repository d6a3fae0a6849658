package dev.tideline.engine.snapshot.measure;

import dev.tideline.engine.snapshot.column.NumberColumn;
import dev.tideline.engine.snapshot.column.RecordColumn;

/** Fields that add up days of a window. */
final class WindowMeasures {

    private WindowMeasures() {}

    private abstract static class OfWindow extends Measure.OfNumber {
        final NumberColumn column;
        final DayWindow window;

        OfWindow(NumberColumn column, DayWindow window) {
            this.column = column;
            this.window = window;
        }

        @Override
        public long nextDay(long day) {
            return window.nextDay(column, day);
        }
    }

    static long sum(NumberColumn column, DayWindow window, long day) {
        long first = window.first(day);
        long last = window.last(day);
        long sum = 0;
        for (int i = column.size() - 1; i >= 0 && column.day(i) >= first; i--) {
            sum += column.day(i) <= last ? column.value(i) : 0;
        }
        return sum;
    }

    /** The sum of a window, divided. */
    static final class Sum extends OfWindow {
        private final int divisor;

        Sum(NumberColumn column, DayWindow window, int divisor) {
            super(column, window);
            this.divisor = divisor;
        }

        @Override
        public long at(long day, long micros) {
            long sum = sum(column, window, day);
            return divisor == 1 ? sum : sum / divisor;
        }
    }

    /** The days of a window that have the metric. */
    static final class ActiveDays extends OfWindow {
        ActiveDays(NumberColumn column, DayWindow window) {
            super(column, window);
        }

        @Override
        public long at(long day, long micros) {
            long first = window.first(day);
            long last = window.last(day);
            int count = 0;
            for (int i = column.size() - 1; i >= 0 && column.day(i) >= first; i--) {
                count += column.day(i) <= last ? 1 : 0;
            }
            return count;
        }
    }

    /** One sum less another. */
    static final class Difference extends OfWindow {
        private final NumberColumn less;

        Difference(NumberColumn column, NumberColumn less, DayWindow window) {
            super(column, window);
            this.less = less;
        }

        @Override
        public long at(long day, long micros) {
            return sum(column, window, day) - sum(less, window, day);
        }

        @Override
        public long nextDay(long day) {
            return Math.min(super.nextDay(day), window.nextDay(less, day));
        }
    }

    /** Different products of a window. */
    static final class Products extends OfWindow {
        private final RecordColumn others;

        Products(NumberColumn known, RecordColumn others, DayWindow window) {
            super(known, window);
            this.others = others;
        }

        @Override
        public long at(long day, long micros) {
            long first = window.first(day);
            long bits = 0;
            for (int i = column.size() - 1; i >= 0 && column.day(i) >= first; i--) {
                bits |= column.value(i);
            }
            return (long) Long.bitCount(bits) + (others.size() == 0 ? 0 : others.distinctTexts(first));
        }

        @Override
        public long nextDay(long day) {
            return Math.min(super.nextDay(day), window.nextDay(others, day));
        }
    }
}
