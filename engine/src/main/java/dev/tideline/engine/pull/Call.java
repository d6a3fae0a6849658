package dev.tideline.engine.pull;

import dev.tideline.engine.risk.Clearance;

/** A call for a decision; equal to itself alone. */
public final class Call {

    private final Ask ask;
    private final TimeBudget budget;
    private final Clearance clearance;

    /** A call where there is no risk service. */
    public Call(Ask ask, TimeBudget budget) {
        this(ask, budget, Clearance.off());
    }

    /**
     * A call.
     *
     * @param budget asked before the claim begins; past it the answer is the fallback and nothing is written
     * @param clearance what risk lets it offer
     */
    public Call(Ask ask, TimeBudget budget, Clearance clearance) {
        this.ask = ask;
        this.budget = budget;
        this.clearance = clearance;
    }

    Clearance clearance() {
        return clearance;
    }

    Ask ask() {
        return ask;
    }

    TimeBudget budget() {
        return budget;
    }
}
