package dev.tideline.engine.ledger.book;

import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantState;
import dev.tideline.engine.ledger.grant.Moved;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.Optional;

/** Whether a grant may take a step. */
public final class Permission {

    private Permission() {}

    /** Why it may not take the step, or that it has already; empty if it may. */
    public static Optional<Moved> denial(Grant grant, Step step, Instant at) {
        if (step == Step.RESERVE || step == Step.REFUND) {
            throw new IllegalArgumentException("Step " + step + " has a call of its own.");
        }
        if (step.isDone(grant.state())) {
            return Optional.of(new Moved.Already(grant));
        }
        if (!step.mayFollow(grant.state())) {
            return Optional.of(impossible(grant, "is " + grant.state() + ", which " + step + " cannot follow"));
        }
        boolean lapsed = !at.isBefore(grant.expiresAt());
        if (step == Step.POST && lapsed) {
            return Optional.of(impossible(grant, "lapsed at " + grant.expiresAt()));
        }
        if (step == Step.EXPIRE && !lapsed) {
            return Optional.of(impossible(grant, "lapses only at " + grant.expiresAt()));
        }
        return Optional.empty();
    }

    /** Why it may not be posted with so much of it earned, or that it was already; empty if it may. */
    public static Optional<Moved> denial(Grant grant, Money earned, Instant at) {
        Money most = grant.cost().token();
        if (grant.state().posted() && !earned.equals(most)) {
            return Optional.of(impossible(grant, "was posted with " + most + ", not with " + earned));
        }
        return denial(grant, Step.POST, at)
                .or(() -> earned.signum() > 0 && !earned.exceeds(most)
                        ? Optional.empty()
                        : Optional.of(new Moved.Unfit(
                                grant,
                                "Grant (" + grant.key() + ") is reserved with " + most + ", and " + earned
                                        + " is said to be earned. Try more than 0 and at most " + most + ".")));
    }

    /** Why this much may not come back; empty if it may. */
    public static Optional<Moved> denial(Grant grant, Money part) {
        if (!Step.REFUND.mayFollow(grant.state())) {
            return Optional.of(impossible(grant, "is " + grant.state() + ", not posted"));
        }
        if (part.signum() <= 0 || part.exceeds(grant.left().token())) {
            Money most = grant.left().token();
            return Optional.of(new Moved.Unfit(
                    grant,
                    "Grant (" + grant.key() + ") has " + most + " left, and " + part
                            + " is asked back. Try more than 0 and at most " + most + "."));
        }
        return Optional.empty();
    }

    /** Why another instant of lapsing may not be set; empty if it may. */
    public static Optional<Moved> lapsing(Grant grant) {
        return grant.state() == GrantState.RESERVED
                ? Optional.empty()
                : Optional.of(impossible(grant, "is " + grant.state() + ", not reserved"));
    }

    /** Whether a held grant may still be released. */
    public static boolean releasable(Grant grant, Instant at) {
        return grant.state() == GrantState.HELD && at.isBefore(grant.expiresAt());
    }

    private static Moved impossible(Grant grant, String why) {
        return new Moved.Impossible(grant, "Grant (" + grant.key() + ") " + why + ".");
    }
}
