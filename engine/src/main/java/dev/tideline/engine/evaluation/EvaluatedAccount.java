package dev.tideline.engine.evaluation;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.rules.ruleset.evaluation.EvaluationCut;
import dev.tideline.rules.segments.SegmentState;
import java.util.SortedMap;

/**
 * One account after the rules.
 *
 * @param stored as it is kept
 * @param account what the rules say
 * @param segments its segments now
 * @param cuts why playbooks were cut, by key; nearly always empty
 */
public record EvaluatedAccount(
        StoredUser stored, AccountCase account, SegmentState segments, SortedMap<String, EvaluationCut> cuts) {}
