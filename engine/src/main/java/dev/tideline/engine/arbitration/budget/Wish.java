package dev.tideline.engine.arbitration.budget;

import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.incentives.Incentive;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * An incentive that a candidate would be granted if budgets have room.
 *
 * @param personId whom the grant is for
 * @param user facts of the account
 * @param playbook key of the playbook
 * @param rule name of the rule
 * @param scope what re-entry counts
 * @param occurrence what it happens once for
 * @param incentive what is granted
 * @param score what the candidate was ranked by
 * @param ghost whether the person is held out: nothing is charged, but there must be room
 * @param at the instant of evaluation
 */
public record Wish(
        String personId,
        User user,
        String playbook,
        String rule,
        String scope,
        String occurrence,
        Incentive incentive,
        BigDecimal score,
        boolean ghost,
        Instant at) {

    public Wish {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(incentive, "incentive");
    }

    /** What it is granted once under. */
    public GrantKey key() {
        return GrantKey.of(scope, incentive.key(), personId, occurrence);
    }

    /** When the grant lapses unless the user claims it. */
    public Instant expiresAt() {
        return at.plus(incentive.timing().claimWithin());
    }

    /** What budgets are charged with for it. */
    public Bill bill(FactSchema users) {
        return new Bill(key(), incentive, playbook, Payer.of(personId, user, users), expiresAt());
    }
}
