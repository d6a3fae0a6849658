package dev.tideline.api.budgets;

import dev.tideline.api.http.AmountView;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.playbook.reentry.Window;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/**
 * Wanted limits.
 *
 * @param total most in all
 * @param perPeriod most in one window; missing if only the total binds
 * @param period the calendar window, {@code calendar(day, UTC)}; a month of UTC if missing
 */
record NewLimits(
        @Nullable AmountView total,
        @Nullable AmountView perPeriod,
        @Nullable String period) {

    private static final String MONTH = "calendar(month, UTC)";

    /** The limits, or an error that names what is wrong. */
    Limits limits(Assets assets) {
        try {
            Money most = money(total, assets);
            Window window = Window.parse(period == null ? MONTH : period);
            if (!(window instanceof Window.Calendar calendar)) {
                throw new IllegalArgumentException("period is '" + period + "'. Try " + MONTH + ".");
            }
            return new Limits(most, perPeriod == null ? most : money(perPeriod, assets), calendar);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ProblemException(ProblemType.INVALID_CONTENT, String.valueOf(e.getMessage()));
        }
    }

    private static Money money(@Nullable AmountView view, Assets assets) {
        if (view == null || view.amount() == null || view.asset() == null) {
            throw new IllegalArgumentException("total is missing. Try {\"amount\": \"1000\", \"asset\": \"USDT\"}.");
        }
        return assets.require(view.asset()).of(view.amount());
    }
}
