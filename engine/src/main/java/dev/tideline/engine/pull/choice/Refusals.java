package dev.tideline.engine.pull.choice;

import dev.tideline.engine.arbitration.budget.Purse;
import dev.tideline.engine.arbitration.budget.Reply;
import dev.tideline.engine.arbitration.budget.Wish;
import dev.tideline.engine.arbitration.outcome.Refusal;
import java.util.Map;

/**
 * Says again what budgets, breakers and risk refused before, and yes to everything else.
 *
 * @param byRule why, by name of the rule
 */
record Refusals(Map<String, Refusal> byRule) implements Purse {

    @Override
    public Reply ask(Wish wish) {
        Refusal refusal = byRule.get(wish.rule());
        return refusal == null ? Reply.YES : new Reply.Refused(refusal);
    }

    @Override
    public int mark() {
        return 0;
    }

    @Override
    public void backTo(int mark) {}
}
