package dev.tideline.engine.pools.enrolment;

import dev.tideline.engine.ledger.grant.GrantKey;

/**
 * Somebody with a part in a pool.
 *
 * @param key what his part was granted under
 * @param personNo number of the person
 * @param userNo number of the account
 * @param playbook key of the playbook
 * @param incentive key of the incentive
 * @param rule name of the rule that proposed it
 * @param fresh whether the run itself granted it, so that it has just passed the gates
 */
public record Enrolled(
        GrantKey key, long personNo, long userNo, String playbook, String incentive, String rule, boolean fresh) {}
