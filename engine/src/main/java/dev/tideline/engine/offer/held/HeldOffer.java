package dev.tideline.engine.offer.held;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An offer that a breaker or risk holds.
 *
 * @param decision id of its decision, by which it is released or voided
 * @param userId the exchange's id of the account
 * @param personId KYC identity
 * @param placement key of the placement that asked for it
 * @param playbook key of the playbook
 * @param rule name of the rule
 * @param incentives versions of its incentives, {@code fee-voucher-10@1}
 * @param reason why it is held
 * @param since when it began to wait
 * @param expiresAt when it lapses if nobody does anything
 */
public record HeldOffer(
        UUID decision,
        String userId,
        String personId,
        String placement,
        String playbook,
        String rule,
        List<String> incentives,
        String reason,
        Instant since,
        Instant expiresAt) {

    public HeldOffer {
        incentives = List.copyOf(incentives);
    }
}
