package dev.tideline.rules.lint.money;

import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.subject.Offer;
import dev.tideline.rules.lint.subject.Said;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.problem.Wording;
import java.time.Duration;
import java.util.Optional;

/** Checks that promises end. */
final class ExpiryCheck {

    private final Duration longest;

    ExpiryCheck(Duration longest) {
        this.longest = longest;
    }

    /** A decision that stands for ever can be sent for ever. */
    Optional<Finding> of(Subject subject) {
        Duration expiry = subject.playbook().expiry();
        return expiry.compareTo(longest) <= 0
                ? Optional.empty()
                : Optional.of(subject.finding(
                        "/expiry",
                        Severity.ERROR,
                        Code.NO_EXPIRY,
                        Wording.of(
                                "A decision of `{0}` stands for {1}, longer than {2} (longestPromise in checks.yaml)."
                                        + " Shorten expiry in playbook.yaml.",
                                subject.key(), Said.of(expiry), Said.of(longest))));
    }

    /** An unclaimed or unused incentive binds its budget until it ends. */
    Optional<Finding> of(Offer offer) {
        Incentive incentive = offer.incentive();
        Duration claim = incentive.timing().claimWithin();
        Duration use = incentive.timing().useWithin();
        Duration stands = claim.plus(use);
        return stands.compareTo(longest) <= 0
                ? Optional.empty()
                : Optional.of(offer.finding(
                        Severity.ERROR,
                        Code.NO_EXPIRY,
                        Wording.of(
                                "{0} may lie unused for {1}, {2} to claim and {3} to use, longer than {4}"
                                        + " (longestPromise in checks.yaml), and binds its budget meanwhile. Shorten"
                                        + " claimWithin or useWithin in the catalogue.",
                                Said.of(incentive), Said.of(stands), Said.of(claim), Said.of(use), Said.of(longest))));
    }
}
