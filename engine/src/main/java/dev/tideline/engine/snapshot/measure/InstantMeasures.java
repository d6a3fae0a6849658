package dev.tideline.engine.snapshot.measure;

import dev.tideline.engine.snapshot.column.NumberColumn;
import dev.tideline.engine.snapshot.column.Series;
import dev.tideline.engine.timeline.Days;
import dev.tideline.rules.facts.Fact;

/** Fields that name an instant of the past, or days between such. Nothing but an event changes them. */
final class InstantMeasures {

    private static final long DAY_MICROS = 86_400_000_000L;

    private InstantMeasures() {}

    static long instant(NumberColumn column, int index) {
        return column.day(index) * DAY_MICROS + column.value(index);
    }

    /** The earliest of one or two metrics. */
    static final class First extends Measure.OfNumber {
        private final NumberColumn one;
        private final NumberColumn other;

        First(NumberColumn one, NumberColumn other) {
            this.one = one;
            this.other = other;
        }

        @Override
        public long at(long day, long micros) {
            long first = one.size() == 0 ? Days.NEVER : instant(one, 0);
            long second = other.size() == 0 ? Days.NEVER : instant(other, 0);
            long earliest = Math.min(first, second);
            return earliest == Days.NEVER ? Fact.MISSING : earliest;
        }
    }

    /** The latest. */
    static final class Last extends Measure.OfNumber {
        private final NumberColumn column;

        Last(NumberColumn column) {
            this.column = column;
        }

        @Override
        public long at(long day, long micros) {
            return column.size() == 0 ? Fact.MISSING : instant(column, column.size() - 1);
        }
    }

    /** Calendar days between the last two days. */
    static final class Gap extends Measure.OfNumber {
        private final NumberColumn column;

        Gap(NumberColumn column) {
            this.column = column;
        }

        @Override
        public long at(long day, long micros) {
            return column.size() < 2 ? Fact.MISSING : column.day(column.size() - 1) - column.day(column.size() - 2);
        }
    }

    /**
     * The latest trade that ended a churn: the first trade of a day before which, since the trade before it, the user
     * was in the stage CHURNED. That is one after the churn gap, or one before which, at the end of any day, the user was quiet for too long to be active
     * and the account had been empty for long.
     */
    static final class Returned extends Measure.OfNumber {
        private final NumberColumn trades;
        private final Series balance;
        private final HistoryRules rules;

        Returned(NumberColumn trades, Series balance, HistoryRules rules) {
            this.trades = trades;
            this.balance = balance;
            this.rules = rules;
        }

        @Override
        public long at(long day, long micros) {
            int returned = 0;
            for (int i = 1; i < trades.size(); i++) {
                // NEW_TRADER and RESURRECTED last one day longer than ACTIVE
                int active = rules.quietDays() + (i - 1 == returned ? 1 : 0);
                long last = trades.day(i - 1);
                if (trades.day(i) - last >= rules.churnGapDays() || emptied(last + active, trades.day(i) - 1)) {
                    returned = i;
                }
            }
            return returned == 0 ? Fact.MISSING : instant(trades, returned);
        }

        private boolean emptied(long from, long to) {
            if (from > to) {
                return false;
            }
            boolean funded = false;
            long emptySince = Days.NEVER;
            for (int i = 0; i < balance.size() && balance.start(i) <= to; i++) {
                if (balance.value(i) >= rules.emptyBelow()) {
                    funded = true;
                    emptySince = Days.NEVER;
                } else if (funded && emptySince == Days.NEVER) {
                    emptySince = balance.start(i);
                }
                if (emptySince == Days.NEVER) {
                    continue;
                }
                long until = i + 1 < balance.size() ? Math.min(balance.start(i + 1) - 1, to) : to;
                if (until >= from && until - emptySince + 1 >= rules.churnEmptyDays()) {
                    return true;
                }
            }
            return false;
        }
    }
}
