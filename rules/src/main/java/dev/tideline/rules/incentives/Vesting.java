package dev.tideline.rules.incentives;

import dev.tideline.rules.money.Money;
import java.time.Duration;
import java.util.List;

/** When a posted grant becomes the user's own. */
public sealed interface Vesting {

    /** How far a grant has come. */
    enum Progress {
        LOCKED,
        UNLOCKED,
        FORFEITED
    }

    /**
     * How far it has come.
     *
     * @param balances what was kept at the end of each day since the grant, oldest first; complete
     */
    Progress after(List<Money> balances);

    /** At once. */
    record AtOnce() implements Vesting {
        @Override
        public Progress after(List<Money> balances) {
            return Progress.UNLOCKED;
        }
    }

    /**
     * After a while, whatever happens to balances.
     *
     * @param length whole days
     */
    record Locked(Duration length) implements Vesting {
        public Locked {
            if (length.toDays() < 1 || !length.equals(Duration.ofDays(length.toDays()))) {
                throw new IllegalArgumentException("A lock of " + length + " is not in whole days. Try P30D.");
            }
        }

        @Override
        public Progress after(List<Money> balances) {
            return balances.size() >= length.toDays() ? Progress.UNLOCKED : Progress.LOCKED;
        }
    }

    /**
     * Once a balance was kept on a number of days, not necessarily in a row, within a longer stretch; else it is
     * clawed back.
     *
     * @param least least balance of a day that counts
     * @param days how many days
     * @param ofDays length of the stretch in days
     */
    record Kept(Money least, int days, int ofDays) implements Vesting {
        public Kept {
            if (least.signum() <= 0 || days < 1 || ofDays < days) {
                throw new IllegalArgumentException(
                        "Keeping " + least + " on " + days + " of " + ofDays + " days cannot be. Try 30 of 90.");
            }
        }

        @Override
        public Progress after(List<Money> balances) {
            long kept = balances.stream()
                    .limit(ofDays)
                    .filter(balance -> balance.compareTo(least) >= 0)
                    .count();
            int left = Math.max(0, ofDays - balances.size());
            if (kept >= days) {
                return Progress.UNLOCKED;
            }
            return kept + left < days ? Progress.FORFEITED : Progress.LOCKED;
        }
    }
}
