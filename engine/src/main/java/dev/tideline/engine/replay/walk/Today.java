package dev.tideline.engine.replay.walk;

import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import java.time.Instant;

/**
 * One virtual day, the same for all persons.
 *
 * @param index its place among the days of the replay
 * @param number the calendar's number
 * @param asOf its last instant
 * @param market the market
 * @param instant the calendar as rules see it
 * @param sight makes users as they were
 * @param evaluator Drools
 * @param arbiter arbitration
 * @param tally where it is counted
 */
record Today(
        int index,
        long number,
        Instant asOf,
        Market market,
        AsOf instant,
        Sight.At sight,
        Evaluator evaluator,
        Arbiter arbiter,
        Tally tally) {}
