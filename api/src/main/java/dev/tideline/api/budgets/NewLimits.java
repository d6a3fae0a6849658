package dev.tideline.api.budgets;

import dev.tideline.api.http.AmountView;
import dev.tideline.api.json.NeverNull;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.playbook.reentry.Window;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/**
 * Wanted limits. What is missing stays as it is where the budget is open.
 *
 * @param total most in all; must be there to open a budget
 * @param perPeriod most in one window; only the total binds if it is missing when the budget is opened, or equal to the total
 * @param period the calendar window, {@code calendar(day, UTC)}; a month of UTC if missing when the budget is opened
 */
record NewLimits(
        @NeverNull @Nullable AmountView total,
        @NeverNull @Nullable AmountView perPeriod,
        @NeverNull @Nullable String period) {

    private static final String MONTH = "calendar(month, UTC)";

    /**
     * The limits, or an error that names what is wrong.
     *
     * @param open the limits of the budget; null if it is not open
     */
    Limits limits(Assets assets, @Nullable Limits open) {
        try {
            Money most = total == null && open != null ? open.total() : money(total, assets);
            return new Limits(most, inPeriod(most, assets, open), calendar(open));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ProblemException(ProblemType.INVALID_CONTENT, String.valueOf(e.getMessage()));
        }
    }

    private Money inPeriod(Money most, Assets assets, @Nullable Limits open) {
        if (perPeriod != null) {
            return money(perPeriod, assets);
        }
        if (open == null || open.perPeriod().equals(open.total())) {
            return most;
        }
        return open.asset().equals(most.asset()) ? open.perPeriod() : most;
    }

    private Window.Calendar calendar(@Nullable Limits open) {
        if (period == null && open != null) {
            return open.period();
        }
        String named = period == null ? MONTH : period;
        if (Window.CALENDAR.matcher(named).matches() && Window.parse(named) instanceof Window.Calendar calendar) {
            return calendar;
        }
        throw new IllegalArgumentException(
                "period is '" + period + "', not calendar(day|week|month, zone). Try " + MONTH + ".");
    }

    private static Money money(@Nullable AmountView view, Assets assets) {
        if (view == null || view.amount() == null || view.asset() == null) {
            throw new IllegalArgumentException("total is missing. Try {\"amount\": \"1000\", \"asset\": \"USDT\"}.");
        }
        return assets.require(view.asset()).of(view.amount());
    }
}
