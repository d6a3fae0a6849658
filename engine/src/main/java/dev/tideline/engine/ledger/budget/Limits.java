package dev.tideline.engine.ledger.budget;

import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.playbook.reentry.Window;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * How much a budget may spend.
 *
 * @param total most in all
 * @param perPeriod most in one window; equal to {@code total} where only that binds
 * @param period the named calendar window
 */
public record Limits(Money total, Money perPeriod, Window.Calendar period) {

    public Limits {
        Objects.requireNonNull(period, "period");
        if (total.isNegative() || perPeriod.isNegative()) {
            throw new IllegalArgumentException("A limit of "
                    + (total.isNegative() ? total : perPeriod + " a period")
                    + " is below 0. Try 0 to stop all claims.");
        }
        if (!total.asset().equals(perPeriod.asset())) {
            throw new IllegalArgumentException("Limits " + total + " and " + perPeriod + " are of two assets.");
        }
    }

    /** A limit in all, none for a period. */
    public static Limits total(Money total) {
        return new Limits(total, total, new Window.Calendar(Window.Calendar.Unit.MONTH, ZoneOffset.UTC));
    }

    /** Whether something may fit that does not fit others of the same asset. */
    public boolean mayAdmitMoreThan(Limits others) {
        return asset().equals(others.asset())
                && (total.exceeds(others.total)
                        || perPeriod.exceeds(others.perPeriod)
                        || !period.equals(others.period));
    }

    /** The asset that the budget counts in. */
    public Asset asset() {
        return total.asset();
    }
}
