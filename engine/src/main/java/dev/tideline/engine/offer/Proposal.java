package dev.tideline.engine.offer;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an offer offers.
 *
 * @param playbook key of the playbook
 * @param rule name of the rule
 * @param version hash of the playbook's version
 * @param incentives what is granted with it, in the rule's order; empty for a message alone
 * @param template template of the in-app message; null if there is none
 * @param texts keys of the texts that the law of the user's region asks it to carry; mostly empty
 * @param language BCP 47 tag of the user; {@code en} if not known
 * @param expiresAt how long it stands unless it is accepted
 * @param claimBefore how long its grants stay reserved once they are
 */
public record Proposal(
        String playbook,
        String rule,
        String version,
        List<Promised> incentives,
        @Nullable String template,
        List<String> texts,
        String language,
        Instant expiresAt,
        Instant claimBefore) {

    /**
     * An incentive of an offer.
     *
     * @param reference its version, {@code fee-voucher-10@1}
     * @param grantKey what the ledger knows its grant by
     */
    public record Promised(String reference, String grantKey) {}

    public Proposal {
        Objects.requireNonNull(playbook, "playbook");
        incentives = List.copyOf(incentives);
        texts = List.copyOf(texts);
    }
}
