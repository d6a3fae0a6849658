package dev.tideline.engine.rulebook;

/** This process has begun, but has not loaded the rulebook yet: what needs it can be asked again in some seconds. */
public final class RulebookMissing extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    RulebookMissing() {
        super("No rulebook is loaded yet");
    }
}
