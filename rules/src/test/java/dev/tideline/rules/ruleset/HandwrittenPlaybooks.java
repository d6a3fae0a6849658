package dev.tideline.rules.ruleset;

import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.ruleset.guard.Matches;

/**
 * The conditions of all shipped playbooks as somebody would write them in Java, with the values their parameters are
 * shipped with: what a rule engine is measured against. A rule's number is its place by playbook key, then rule name.
 */
final class HandwrittenPlaybooks {

    private HandwrittenPlaybooks() {}

    static void evaluate(User user, Market market, Matches matches) {
        HandwrittenAToF.evaluate(user, matches);
        HandwrittenGToZ.evaluate(user, market, matches);
    }
}
