package dev.tideline.engine.snapshot.measure;

import dev.tideline.engine.snapshot.column.Series;
import dev.tideline.engine.timeline.Days;

/** Fields of end-of-day balances that carry forward. */
final class BalanceMeasures {

    private BalanceMeasures() {}

    private abstract static class OfSeries extends Measure.OfNumber {
        final Series series;

        OfSeries(Series series) {
            this.series = series;
        }

        /** Index of the value on a day, -1 before the first. */
        final int on(long day) {
            int i = series.size() - 1;
            while (i >= 0 && series.start(i) > day) {
                i--;
            }
            return i;
        }
    }

    /** The mean of the days of a window whose balance is known. */
    static final class Average extends OfSeries {
        private final int length;

        Average(Series series, int length) {
            super(series);
            this.length = length;
        }

        @Override
        public long at(long day, long micros) {
            long first = day - length + 1;
            long end = day;
            long sum = 0;
            long known = 0;
            for (int i = series.size() - 1; i >= 0 && end >= first; i--) {
                long start = Math.max(series.start(i), first);
                sum += series.value(i) * (end - start + 1);
                known += end - start + 1;
                end = start - 1;
            }
            return known == 0 ? 0 : sum / known;
        }

        @Override
        public long nextDay(long day) {
            return series.size() > 1 && series.start(series.size() - 1) > day - length + 1 ? day + 1 : Days.NEVER;
        }
    }

    /** The highest so far. */
    static final class Peak extends OfSeries {
        Peak(Series series) {
            super(series);
        }

        @Override
        public long at(long day, long micros) {
            long peak = 0;
            for (int i = 0; i < series.size(); i++) {
                peak = Math.max(peak, series.value(i));
            }
            return peak;
        }
    }

    /** The balance some days ago. */
    static final class Ago extends OfSeries {
        private final int days;

        Ago(Series series, int days) {
            super(series);
            this.days = days;
        }

        @Override
        public long at(long day, long micros) {
            int index = on(day - days);
            return index < 0 ? 0 : series.value(index);
        }

        @Override
        public long nextDay(long day) {
            int index = on(day - days) + 1;
            return index < series.size() ? series.start(index) + days : Days.NEVER;
        }
    }

    /** Days in a row that the balance has been below the limit after having been at it. */
    static final class Empty extends OfSeries {
        private final long limit;

        Empty(Series series, long limit) {
            super(series);
            this.limit = limit;
        }

        @Override
        public long at(long day, long micros) {
            int funded = series.size() - 1;
            while (funded >= 0 && series.value(funded) < limit) {
                funded--;
            }
            return funded < 0 || funded == series.size() - 1 ? 0 : day - series.start(funded + 1) + 1;
        }

        @Override
        public boolean grows() {
            return true;
        }
    }
}
