package dev.tideline.engine.fulfilment;

import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the wallet is told of one grant: to pay it, or to take a part of it back.
 *
 * @param number its number
 * @param kind which of both
 * @param grant the grant
 * @param key the grant's key
 * @param incentive version of the incentive
 * @param amount how much
 * @param payee whom it concerns
 * @param since when it became due in the ledger
 * @param attempts attempts, this one included
 * @param leasedUntil end of the lease, by which its holder is known
 */
record Payout(
        long number,
        Kind kind,
        GrantId grant,
        GrantKey key,
        String incentive,
        Money amount,
        Payee payee,
        Instant since,
        int attempts,
        Instant leasedUntil) {

    /**
     * Type of what is given; null if the catalogue has the incentive no more. What a campaign pays to wallets is in none.
     */
    Incentive.@Nullable Type type(Incentives catalogue) {
        return catalogue
                .referred(incentive)
                .map(Incentive::type)
                .orElse(payee.address() == null ? null : Incentive.Type.CRYPTO_REWARD);
    }

    /** What the wallet is asked to do. */
    enum Kind {
        PAY,
        TAKE_BACK
    }

    /**
     * Whom a grant is for, as far as it is known.
     *
     * @param user the exchange's id of the account
     * @param person the exchange's id of the person
     * @param address a wallet of a campaign from a file
     */
    record Payee(
            @Nullable String user,
            @Nullable String person,
            @Nullable String address) {}

    /** What this is done under, once: the grant's key, and for a part that comes back the key with its number. */
    String idempotencyKey() {
        return kind == Kind.PAY ? key.text() : key.text() + "|take-back|" + number;
    }

    /** The id of the message, the same at every attempt. */
    String messageId() {
        byte[] text = idempotencyKey().getBytes(StandardCharsets.UTF_8);
        return "msg_" + UUID.nameUUIDFromBytes(text);
    }
}
