package dev.tideline.api.decisions;

import dev.tideline.api.http.AmountView;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.offer.Offer;
import dev.tideline.engine.offer.Proposal;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.LanguageLookup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
 * @param statements the same texts in full, in the user's language or else in English
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
        List<Statement> statements,
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
     * @param terms parameters of its type, by their names in the catalogue: a ratio, a cap per trade, tiers ...
     * @param useWithin how long it can be used from its claim on, an ISO 8601 duration
     * @param payoutAfter from its conditions being met to the payment, likewise
     * @param vesting when it is the user's own: kind, and its parameters
     * @param combinable whether it may be open beside others of the same product that may be so too
     * @param grantKey what the ledger and the wallet know its grant by
     */
    public record Effect(
            String incentive,
            String type,
            AmountView faceValue,
            String name,
            String conditions,
            Map<String, Object> terms,
            String useWithin,
            String payoutAfter,
            Map<String, Object> vesting,
            boolean combinable,
            String grantKey) {}

    /** A text that the law asks to be shown. */
    public record Statement(String key, String text) {}

    /** An offer that was made. */
    public static OfferView of(Offer offer, EvaluationPolicy policy) {
        return of(offer.decision().toString(), offer.state().name(), offer.proposal(), offer.endsAt(), policy);
    }

    /** What a decision would offer. */
    public static OfferView of(Proposal proposal, EvaluationPolicy policy) {
        return of(null, null, proposal, proposal.expiresAt(), policy);
    }

    private static OfferView of(
            @Nullable String id, @Nullable String state, Proposal offered, Instant endsAt, EvaluationPolicy policy) {
        return new OfferView(
                id,
                state,
                offered.playbook(),
                offered.rule(),
                offered.version(),
                offered.incentives().stream()
                        .map(promised -> effect(promised, offered.language(), policy))
                        .toList(),
                offered.template(),
                offered.texts(),
                offered.texts().stream()
                        .map(key -> statement(key, offered.language(), policy))
                        .toList(),
                endsAt,
                offered.claimBefore());
    }

    /** A text that later packs have no more is told by its key alone. */
    private static Statement statement(String key, String language, EvaluationPolicy policy) {
        Map<String, String> known = policy.packs().texts().getOrDefault(key, Map.of());
        String english = known.getOrDefault("en", key);
        return new Statement(key, LanguageLookup.of(language, known).orElse(english));
    }

    private static Effect effect(Proposal.Promised promised, String language, EvaluationPolicy policy) {
        Incentive incentive = policy.incentives().referred(promised.reference()).orElseThrow();
        return new Effect(
                incentive.reference(),
                incentive.type().name(),
                AmountView.of(incentive.faceValue()),
                incentive.text(language).name(),
                incentive.text(language).conditions(),
                EffectTerms.of(incentive.terms()),
                incentive.timing().useWithin().toString(),
                incentive.timing().payoutAfter().toString(),
                EffectTerms.of(incentive.vesting()),
                incentive.combinable(),
                promised.grantKey());
    }
}
