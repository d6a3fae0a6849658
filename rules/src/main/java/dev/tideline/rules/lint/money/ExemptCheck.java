package dev.tideline.rules.lint.money;

import dev.tideline.rules.guardrails.Limits.IncentiveCap;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.money.farming.FarmingCheck;
import dev.tideline.rules.lint.subject.Offer;
import dev.tideline.rules.lint.subject.Said;
import dev.tideline.rules.lint.subject.Surroundings;
import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what gets through only because of its class: the caps of a person leave out what is owed by contract or made good.
 * What costs its taker less than it pays is neither, if it comes again and again.
 */
final class ExemptCheck {

    private static final Wording FARMED = Wording.of(
            "It costs less to earn than it pays, so that it is nothing that is owed. Make the playbook promotional, or let it"
                    + " come less often (reentry in playbook.yaml).");
    private static final Wording UNLESS_OWED = Wording.of(
            "Make the playbook promotional unless it is owed, or let it come less often (reentry in playbook.yaml).");

    private final IncentiveCap cap;
    private final FarmingCheck farming;

    ExemptCheck(Surroundings surroundings, FarmingCheck farming) {
        this.cap = surroundings.limits().incentiveCap();
        this.farming = farming;
    }

    Optional<Finding> of(Offer offer) {
        if (!offer.exempt() || !offer.incentive().asset().key().equals(cap.asset())) {
            return Optional.empty();
        }
        long times = Frequency.most(offer.reentry(), cap.window());
        BigDecimal face = offer.incentive().faceValue().amount();
        if (times != Frequency.ENDLESS && sum(face, times).compareTo(cap.faceValue()) <= 0) {
            return Optional.empty();
        }
        boolean farmed = times > 1 && farming.gain(offer.incentive()).signum() > 0;
        return Optional.of(offer.finding(
                farmed ? Severity.ERROR : Severity.WARNING,
                Code.OVER_CAP_BY_CLASS,
                Wording.of(
                        "One person may get {0} {1} in {2}. The cap of {3} that limits.yaml sets for him leaves it out, for"
                                + " the playbook is of class {4}. {5}",
                        Said.of(offer.incentive()),
                        often(times, face),
                        Said.of(cap.window()),
                        said(cap.faceValue()),
                        offer.subject().playbook().candidateClass().name().toLowerCase(Locale.ROOT),
                        farmed ? FARMED : UNLESS_OWED)));
    }

    private Wording often(long times, BigDecimal face) {
        return times == Frequency.ENDLESS
                ? Wording.of("again and again")
                : Wording.of("up to {0} times, {1} in all,", times, said(sum(face, times)));
    }

    private static BigDecimal sum(BigDecimal face, long times) {
        return face.multiply(BigDecimal.valueOf(times));
    }

    private String said(BigDecimal amount) {
        return amount.toPlainString() + " " + cap.asset();
    }
}
