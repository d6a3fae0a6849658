package dev.tideline.engine.replay;

/** So many replays wait already that another one is refused. */
public final class TooManyReplays extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyReplays(int most) {
        super(most + " replays wait or run already. Try again when one has ended, or cancel one.");
    }
}
