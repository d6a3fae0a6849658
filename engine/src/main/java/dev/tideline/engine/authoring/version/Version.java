package dev.tideline.engine.authoring.version;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One version of a playbook.
 *
 * @param playbook key of the playbook
 * @param hash SHA-256 over its files, in hex: its name
 * @param origin {@code shipped}, {@code folder}, or {@code stored} if it was made of a draft
 * @param madeBy who had it made; empty if the product brought it before that was kept
 * @param authors everybody who worked on it
 * @param note why it was made
 * @param madeAt when
 * @param inForce whether it is the version in force, be it paused
 * @param approvals by whom its simulations were approved, in order
 * @param publications when it came into force by a publication, in order
 */
public record Version(
        String playbook,
        String hash,
        String origin,
        String madeBy,
        List<String> authors,
        String note,
        Instant madeAt,
        boolean inForce,
        List<Approval> approvals,
        List<Publication> publications) {

    /**
     * A second person's consent.
     *
     * @param simulation number of the simulation that he has seen
     */
    public record Approval(long simulation, String who, String note, Instant at) {}

    /**
     * One time that it came into force.
     *
     * @param kind publish or rollback
     * @param before version that was in force; empty if there was none
     */
    public record Publication(String kind, String before, String who, String note, long simulation, Instant at) {}

    public Version {
        Objects.requireNonNull(hash, "hash");
        authors = List.copyOf(authors);
        approvals = List.copyOf(approvals);
        publications = List.copyOf(publications);
    }
}
