package dev.tideline.engine.evaluation;

import dev.tideline.engine.arbitration.given.Salts;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.guardrails.Limits;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.jurisdiction.Packs;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;

/**
 * What binds every evaluation besides rules and data. Immutable.
 *
 * @param model how histories become facts
 * @param limits caps, quiet hours and the global holdout
 * @param incentives the catalogue
 * @param packs what jurisdictions bar
 * @param budgets what incentives may cost
 * @param salts of the holdouts
 * @param market the market at an instant
 */
public record EvaluationPolicy(
        FactsModel model,
        Limits limits,
        Incentives incentives,
        Packs packs,
        BudgetPlan budgets,
        Salts salts,
        Function<Instant, Market> market) {

    /** With the budgets that come with the product. */
    public EvaluationPolicy(
            FactsModel model,
            Limits limits,
            Incentives incentives,
            Packs packs,
            Salts salts,
            Function<Instant, Market> market) {
        this(model, limits, incentives, packs, BudgetPlan.shipped(), salts, market);
    }

    /** With the jurisdiction packs and budgets that come with the product. */
    public EvaluationPolicy(
            FactsModel model, Limits limits, Incentives incentives, Salts salts, Function<Instant, Market> market) {
        this(model, limits, incentives, Packs.shipped(model.vocabulary().user()), salts, market);
    }

    public EvaluationPolicy {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(market, "market");
    }

    /** Hash of all of it but the market: limits, catalogue, salts, calendar, sources of the fields and segments. */
    public String configuration() {
        return ConfigurationHash.of(this);
    }
}
