package dev.tideline.rules.incentives;

import dev.tideline.rules.money.Money;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    default Progress after(List<Money> balances) {
        return after(new Course(Duration.ofDays(balances.size()), null, balances));
    }

    /** How far it has come. */
    Progress after(Course course);

    /**
     * What is known of an account since its grant was posted.
     *
     * @param passed how long ago that was
     * @param withdrawn how long after it the first withdrawal was; null if there was none
     * @param balances what was kept at the end of each day since, oldest first; only days of which that is known
     */
    record Course(Duration passed, @Nullable Duration withdrawn, List<Money> balances) {
        public Course {
            balances = List.copyOf(balances);
        }
    }

    /** At once. */
    record AtOnce() implements Vesting {
        @Override
        public Progress after(Course course) {
            return Progress.UNLOCKED;
        }
    }

    /**
     * After a while, whatever happens to balances.
     *
     * @param length whole days
     * @param unlessWithdrawn whether a withdrawal before that claws it back
     */
    record Locked(Duration length, boolean unlessWithdrawn) implements Vesting {

        /** A lock that nothing but time ends. */
        public Locked(Duration length) {
            this(length, false);
        }

        public Locked {
            if (length.toDays() < 1 || !length.equals(Duration.ofDays(length.toDays()))) {
                throw new IllegalArgumentException("A lock of " + length + " is not in whole days. Try P30D.");
            }
        }

        @Override
        public Progress after(Course course) {
            Duration withdrawn = course.withdrawn();
            if (unlessWithdrawn && withdrawn != null && withdrawn.compareTo(length) < 0) {
                return Progress.FORFEITED;
            }
            return course.passed().compareTo(length) >= 0 ? Progress.UNLOCKED : Progress.LOCKED;
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
        public Progress after(Course course) {
            List<Money> balances = course.balances();
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
