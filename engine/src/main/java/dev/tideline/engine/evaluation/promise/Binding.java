package dev.tideline.engine.evaluation.promise;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.engine.evaluation.promise.Promise.Moment;
import dev.tideline.rules.language.Effect;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which of what gates say binds at a moment. Pure.
 *
 * @param unasked reasons of guardrails that do not bind at all
 */
record Binding(Moment moment, Set<String> unasked) {

    /** Reasons of what was weighed when it was promised. */
    private static final Set<String> COUNTED = Set.of(
            Reason.RAMP,
            Reason.CAP_PERSON,
            Reason.CAP_VALUE,
            Reason.CAP_OFFERS,
            Reason.CAP_OPEN_VOUCHERS,
            Reason.CAP_NOT_COMBINABLE,
            Reason.CAP_GROUP);

    /** Reasons of who is addressed, and of feeds that are late: what was earned is paid by what is known. */
    private static final Set<String> NOT_OF_PAYMENT =
            Set.of(Reason.INELIGIBLE_NOT_INCLUDED, Reason.INELIGIBLE_EXCLUDED, Reason.STALE_DATA);

    /** Effects of the guardrails: what stops promotion alone stops no payment. */
    List<Effect> effects(AccountCase account) {
        return account.effects().stream()
                .filter(effect -> !unasked.contains(effect.reason()))
                .filter(effect -> moment == Moment.CLAIM || !ofPromotion(effect))
                .toList();
    }

    private static boolean ofPromotion(Effect effect) {
        return effect instanceof Effect.Suppress
                || (effect instanceof Effect.Refuse refuse && refuse.target() != Effect.Target.INCENTIVES);
    }

    /** Lists keep nobody from what he earned. */
    Set<String> exclusionLists(AccountCase account) {
        return moment == Moment.PAYMENT ? Set.of() : account.exclusionLists();
    }

    /** Why no incentive whatever may be given to this account. */
    Optional<Refusal> refusedAnyIncentive(AccountCase account) {
        return effects(account).stream()
                .filter(effect -> effect instanceof Effect.Refuse refuse && refuse.target() == Effect.Target.INCENTIVES)
                .map(effect -> Refusal.of(effect.reason()))
                .findFirst();
    }

    /** Whether this outcome of a part forbids it; a review that a person has made is not asked for again. */
    boolean bars(PartResult result, boolean reviewed) {
        return switch (result.outcome()) {
            case DROPPED ->
                !COUNTED.contains(result.reason())
                        && (moment == Moment.CLAIM || !NOT_OF_PAYMENT.contains(result.reason()));
            case PENDING_REVIEW -> !reviewed;
            case GRANTED, HOLDOUT_GLOBAL, CONTROL -> false;
        };
    }
}
