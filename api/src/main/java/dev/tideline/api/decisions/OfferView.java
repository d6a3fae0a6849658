package dev.tideline.api.decisions;

import dev.tideline.api.http.AmountView;
import dev.tideline.engine.offer.Offer;
import dev.tideline.engine.offer.Proposal;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An offer to show.
 *
 * @param decisionId by which it is named from now on; null in a preview
 * @param state PENDING, OPEN, SEEN, ACCEPTED …; null in a preview
 * @param playbook key of the playbook
 * @param rule name of the rule
 * @param version hash of the playbook's version
 * @param incentives what the user gets; empty for a message alone
 * @param template template of the in-app message; null if there is none
 * @param texts keys of the texts that the law of the user's region asks the screen to show with it
 * @param expiresAt how long it stands unless it is accepted
 * @param claimBefore how long it stands once it is accepted
 */
public record OfferView(
        @Nullable String decisionId,
        @Nullable String state,
        String playbook,
        String rule,
        String version,
        List<Effect> incentives,
        @Nullable String template,
        List<String> texts,
        Instant expiresAt,
        Instant claimBefore) {

    /**
     * One incentive of it.
     *
     * @param incentive its version, {@code fee-voucher-10@1}
     * @param type its type
     * @param faceValue the most the user can get out of it
     * @param name what it is called, in the user's language
     * @param conditions what the user must do, in his language
     * @param grantKey what the ledger and the wallet know its grant by
     */
    public record Effect(
            String incentive, String type, AmountView faceValue, String name, String conditions, String grantKey) {}

    /** An offer that was made. */
    public static OfferView of(Offer offer, Incentives catalogue) {
        return of(offer.decision().toString(), offer.state().name(), offer.proposal(), offer.endsAt(), catalogue);
    }

    /** What a decision would offer. */
    public static OfferView of(Proposal proposal, Incentives catalogue) {
        return of(null, null, proposal, proposal.expiresAt(), catalogue);
    }

    private static OfferView of(
            @Nullable String id, @Nullable String state, Proposal offered, Instant endsAt, Incentives catalogue) {
        return new OfferView(
                id,
                state,
                offered.playbook(),
                offered.rule(),
                offered.version(),
                offered.incentives().stream()
                        .map(promised -> effect(promised, offered.language(), catalogue))
                        .toList(),
                offered.template(),
                offered.texts(),
                endsAt,
                offered.claimBefore());
    }

    private static Effect effect(Proposal.Promised promised, String language, Incentives catalogue) {
        Incentive incentive = catalogue.referred(promised.reference()).orElseThrow();
        return new Effect(
                incentive.reference(),
                incentive.type().name(),
                AmountView.of(incentive.faceValue()),
                incentive.text(language).name(),
                incentive.text(language).conditions(),
                promised.grantKey());
    }
}
