package dev.tideline.engine.offer.life;

import dev.tideline.engine.evaluation.promise.Promise;
import dev.tideline.engine.ledger.grant.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What may happen to an offer. */
public enum Turn {

    /** A person lets it be shown. */
    RELEASE,
    /** It came on the screen. */
    SEE,
    /** The user waved it away. */
    DISMISS,
    /** The user took it. */
    ACCEPT,
    /** Its terms are met. */
    REDEEM,
    /** It is taken back before it was redeemed. */
    VOID,
    /** It is taken back after it was redeemed. */
    CLAW_BACK,
    /** Its time is over. */
    EXPIRE,
    /** The pool that it was a part of is divided, and its share is posted. */
    SHARE;

    /** What it does to an offer in this state. Pure. */
    public Turning of(OfferState state) {
        if (state == to() || isBeyond(state)) {
            return new Turning.Stays();
        }
        return mayFollow(state)
                ? new Turning.Goes(to())
                : new Turning.Forbidden("The offer is " + state + ", so that it cannot become " + to() + ".");
    }

    /** What callers may do to an offer in this state; time alone lets it expire, and a run alone shares a pool. */
    public static List<Turn> possible(OfferState state) {
        return Stream.of(values())
                .filter(turn -> turn != EXPIRE && turn != SHARE && turn.mayFollow(state))
                .toList();
    }

    /** Whether it may still happen once the offer's time is over. */
    public boolean isLateToo() {
        return this == EXPIRE || this == CLAW_BACK || this == VOID || this == SHARE;
    }

    /** What is asked once more before it; empty if nothing stands in its way. */
    public Optional<Promise.Moment> asks() {
        return switch (this) {
            case RELEASE, ACCEPT -> Optional.of(Promise.Moment.CLAIM);
            case REDEEM -> Optional.of(Promise.Moment.PAYMENT);
            case SEE, DISMISS, VOID, CLAW_BACK, EXPIRE, SHARE -> Optional.empty();
        };
    }

    /** What callers name it, {@code claw-back}. */
    public String verb() {
        return this == SEE ? "seen" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private OfferState to() {
        return switch (this) {
            case RELEASE -> OfferState.OPEN;
            case SEE -> OfferState.SEEN;
            case DISMISS -> OfferState.DISMISSED;
            case ACCEPT -> OfferState.ACCEPTED;
            case REDEEM, SHARE -> OfferState.REDEEMED;
            case VOID -> OfferState.VOID;
            case CLAW_BACK -> OfferState.CLAWED_BACK;
            case EXPIRE -> OfferState.EXPIRED;
        };
    }

    private boolean mayFollow(OfferState state) {
        boolean onScreen = state == OfferState.OPEN || state == OfferState.SEEN;
        return switch (this) {
            case RELEASE -> state == OfferState.PENDING;
            case SEE -> state == OfferState.OPEN;
            case DISMISS, ACCEPT -> onScreen;
            case REDEEM -> state == OfferState.ACCEPTED;
            case SHARE -> onScreen || state == OfferState.ACCEPTED;
            case VOID, EXPIRE -> onScreen || state == OfferState.ACCEPTED || state == OfferState.PENDING;
            case CLAW_BACK -> state == OfferState.REDEEMED;
        };
    }

    /** Whether an offer in this state has been through it. */
    private boolean isBeyond(OfferState state) {
        return switch (this) {
            case SEE -> state == OfferState.ACCEPTED || state == OfferState.REDEEMED;
            case ACCEPT -> state == OfferState.REDEEMED;
            case VOID -> state == OfferState.DISMISSED || state == OfferState.EXPIRED;
            case RELEASE, DISMISS, REDEEM, CLAW_BACK, EXPIRE, SHARE -> false;
        };
    }

    /** The step that the offer's grants take with it; none if it moves none. An end before redemption frees them. */
    public Optional<Step> step() {
        return switch (this) {
            case RELEASE, SEE, ACCEPT, SHARE -> Optional.empty();
            case REDEEM -> Optional.of(Step.POST);
            case DISMISS, VOID, EXPIRE -> Optional.of(Step.VOID);
            case CLAW_BACK -> Optional.of(Step.CLAW_BACK);
        };
    }

    /** Type of the notice that tells of it, {@code offer.clawed_back}. */
    public String notice() {
        return this == RELEASE ? "offer.released" : "offer." + to().name().toLowerCase(Locale.ROOT);
    }
}
