package dev.tideline.engine.arbitration.given;

import java.util.Objects;

/**
 * What makes the holdout layers independent of each other. Changing one redraws its layer.
 *
 * @param global salt of the global holdout
 * @param control salt of the playbooks' controls; each appends the playbook's key
 */
public record Salts(String global, String control) {

    /** The salts an installation starts with. */
    public static final Salts STANDARD = new Salts("global-1:", "control-1:");

    public Salts {
        Objects.requireNonNull(global, "global");
        Objects.requireNonNull(control, "control");
    }
}
