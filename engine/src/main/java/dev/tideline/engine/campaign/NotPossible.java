package dev.tideline.engine.campaign;

/** The state of a campaign does not allow what was asked; the message says why and what to try. */
public final class NotPossible extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotPossible(String why) {
        super(why, null, false, false);
    }
}
