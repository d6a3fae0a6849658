package dev.tideline.rules.jurisdiction;

import java.util.Objects;

/**
 * What a verdict rests on.
 *
 * @param pack key of the pack
 * @param version number of its version; 0 if no pack is in force
 * @param clause name of the clause; empty where none of the pack applies
 */
public record Ground(String pack, int version, String clause) {

    public Ground {
        Objects.requireNonNull(pack, "pack");
        Objects.requireNonNull(clause, "clause");
    }
}
