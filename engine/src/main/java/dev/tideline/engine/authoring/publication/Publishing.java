package dev.tideline.engine.authoring.publication;

import dev.tideline.rules.money.Money;
import java.util.Objects;

/**
 * What somebody wants in force. He repeats what the simulation said, so that he has read it.
 *
 * @param playbook key of the playbook
 * @param version content hash
 * @param simulation number of the simulation
 * @param audience persons, as it said
 * @param maximumSpend most that a run may grant, as it said
 * @param share percent of persons that it is to act for, 1 to 100
 * @param note why; may be empty
 * @param who wants it
 */
public record Publishing(
        String playbook,
        String version,
        long simulation,
        long audience,
        Money maximumSpend,
        int share,
        String note,
        String who) {

    public Publishing {
        Objects.requireNonNull(playbook, "playbook");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(maximumSpend, "maximumSpend");
        if (share < 1 || share > 100) {
            throw new IllegalArgumentException("Share " + share + " is not within 1 and 100 percent");
        }
    }
}
