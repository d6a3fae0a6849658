package dev.tideline.engine.offer;

import dev.tideline.engine.arbitration.budget.Bill;
import dev.tideline.engine.arbitration.budget.Payer;
import dev.tideline.engine.arbitration.budget.Reply;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.risk.Clearance;
import dev.tideline.engine.risk.RiskQuestion;
import dev.tideline.rules.incentives.Incentives;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
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
 * @param claimBefore how long its grants stay reserved once they are: until its claim window ends, once it is claimed its use
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
    public record Promised(String reference, String grantKey) {

        /** Key of the incentive, whatever its version. */
        String key() {
            return reference.split("@", 2)[0];
        }
    }

    public Proposal {
        Objects.requireNonNull(playbook, "playbook");
        incentives = List.copyOf(incentives);
        texts = List.copyOf(texts);
    }

    /** How long the incentives that it grants itself may be used once they are claimed, the shortest; empty if no time is set. */
    Optional<Duration> usedWithin(Incentives catalogue) {
        return incentives.stream()
                .flatMap(promised -> catalogue.referred(promised.reference()).stream())
                .filter(incentive -> !incentive.terms().isPool())
                .map(incentive -> incentive.timing().useWithin())
                .filter(within -> !within.isZero())
                .min(Duration::compareTo);
    }

    /** The same with its grants reserved until then. */
    Proposal claimedBefore(Instant until) {
        return new Proposal(playbook, rule, version, incentives, template, texts, language, expiresAt, until);
    }

    /** What risk says to its incentives; a message alone needs no clearance. */
    public Reply under(Clearance clearance) {
        return incentives.isEmpty() ? Reply.YES : clearance.on(rule);
    }

    /** What risk is to be asked about. */
    public List<RiskQuestion.Wanted> wanted(Incentives catalogue) {
        return incentives.stream()
                .map(promised -> catalogue.referred(promised.reference()).orElseThrow())
                .map(incentive -> new RiskQuestion.Wanted(playbook, rule, incentive.reference(), incentive.faceValue()))
                .toList();
    }

    /**
     * What budgets are charged with: the whole face value of everything, since what was promised must be payable.
     *
     * @throws NoSuchElementException if the catalogue has one of its incentives no more
     */
    public List<Bill> bills(Payer payer, Incentives catalogue) {
        return incentives.stream()
                .map(promised -> new Bill(
                        new GrantKey(promised.grantKey()),
                        catalogue.referred(promised.reference()).orElseThrow(),
                        playbook,
                        payer,
                        claimBefore))
                .toList();
    }
}
