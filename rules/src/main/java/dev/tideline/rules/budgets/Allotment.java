package dev.tideline.rules.budgets;

import dev.tideline.rules.money.Money;
import dev.tideline.rules.playbook.reentry.Window;
import java.util.Objects;

/**
 * The limits that a budget is opened with.
 *
 * @param total most in all
 * @param perPeriod most in one window; equal to {@code total} where only that binds
 * @param period the calendar window
 */
public record Allotment(Money total, Money perPeriod, Window.Calendar period) {

    public Allotment {
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(perPeriod, "perPeriod");
        Objects.requireNonNull(period, "period");
    }
}
