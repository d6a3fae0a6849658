package dev.tideline.engine.sweep;

import java.time.Instant;

/** A live sweep was asked for at an instant before the last one that its playbooks were swept at. */
public final class SweptAlready extends RuntimeException {

    private static final long serialVersionUID = 1;

    SweptAlready(Instant wanted, Instant last) {
        super(("as_of is %s, and these playbooks have been swept as of %s: a live sweep never goes back."
                        + " Try dry_run, or POST /v1/replays for days gone by.")
                .formatted(wanted, last));
    }
}
