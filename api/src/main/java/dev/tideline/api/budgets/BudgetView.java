package dev.tideline.api.budgets;

import dev.tideline.api.http.AmountView;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.Burn;
import dev.tideline.engine.ledger.budget.Forecast;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A budget as it stands.
 *
 * @param id kind and key, {@code CAMPAIGN:dormant-30-funded}
 * @param total most in all
 * @param perPeriod most in one window
 * @param period the calendar window
 * @param spent what is reserved or posted in all
 * @param periodSpent what of it counts in the present window
 * @param periodFrom when the present window began
 * @param periodUntil when the next one begins
 * @param left what may still be claimed now; below 0 if a limit was lowered beneath what is spent
 * @param over by how much what is spent exceeds the limits; until it is worked off nothing can be claimed
 * @param closed whether it takes no claims
 * @param revision what {@code If-Match} compares
 * @param burn how fast it is spent
 * @param exhaustedAt when nothing is left in all at that rate; null if it does not burn or lasts for a century
 * @param periodExhaustedAt when nothing is left in the present window at that rate; null if the window ends before
 */
record BudgetView(
        String id,
        AmountView total,
        AmountView perPeriod,
        String period,
        AmountView spent,
        AmountView periodSpent,
        Instant periodFrom,
        Instant periodUntil,
        AmountView left,
        AmountView over,
        boolean closed,
        long revision,
        BurnView burn,
        @Nullable Instant exhaustedAt,
        @Nullable Instant periodExhaustedAt) {

    /**
     * How fast a budget is spent.
     *
     * @param window the stretch before now that was looked at
     * @param spent what was claimed in it and did not come back
     * @param perHour mean of an hour
     * @param perDay mean of a day
     */
    record BurnView(String window, AmountView spent, AmountView perHour, AmountView perDay) {

        static BurnView of(Burn burn) {
            return new BurnView(
                    burn.window().toString(),
                    AmountView.of(burn.spent()),
                    AmountView.of(burn.perHour()),
                    AmountView.of(burn.perDay()));
        }
    }

    static BudgetView of(Budget budget, Burn burn, Instant at) {
        Forecast forecast = Forecast.of(budget, burn, at);
        Money left = budget.left(at);
        Instant from = budget.windowStart(budget.limits(), at);
        return new BudgetView(
                budget.id().toString(),
                AmountView.of(budget.limits().total()),
                AmountView.of(budget.limits().perPeriod()),
                budget.limits().period().text(),
                AmountView.of(budget.spent()),
                AmountView.of(budget.spentInPeriod(at)),
                from,
                budget.limits().period().end(from),
                AmountView.of(left),
                AmountView.of(left.negated().max(budget.asset().zero())),
                budget.closed(),
                budget.revision(),
                BurnView.of(burn),
                forecast.total(),
                forecast.period());
    }
}
