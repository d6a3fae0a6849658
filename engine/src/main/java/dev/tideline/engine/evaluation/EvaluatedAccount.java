package dev.tideline.engine.evaluation;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.rules.segments.SegmentState;

/**
 * One account after the rules.
 *
 * @param stored as it is kept
 * @param account what the rules say
 * @param segments its segments now
 */
public record EvaluatedAccount(StoredUser stored, AccountCase account, SegmentState segments) {}
