package dev.tideline.engine.simulation;

/** So many simulations wait already that another one is refused. */
public final class TooManySimulations extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManySimulations(int most) {
        super(most + " simulations wait or run already. Try again when one has ended, or cancel one.");
    }
}
