package dev.tideline.api.authoring;

import dev.tideline.engine.authoring.version.Version;
import java.time.Instant;
import java.util.List;

/**
 * One version of a playbook.
 *
 * @param version SHA-256 over its files: its name
 * @param origin shipped, folder, or stored if it was made of a draft
 * @param madeBy who had it made
 * @param authors everybody who worked on it
 * @param note why it was made
 * @param madeAt when
 * @param inForce whether it is the version in force
 * @param approvals by whom its simulations were approved
 * @param publications when it came into force by a publication
 */
public record VersionView(
        String version,
        String origin,
        String madeBy,
        List<String> authors,
        String note,
        Instant madeAt,
        boolean inForce,
        List<ApprovalView> approvals,
        List<PublicationView> publications) {

    /** A second person's consent to what a simulation said. */
    public record ApprovalView(String simulation, String who, String note, Instant at) {
        static ApprovalView of(Version.Approval approval) {
            return new ApprovalView(
                    String.valueOf(approval.simulation()), approval.who(), approval.note(), approval.at());
        }
    }

    /**
     * One time that it came into force.
     *
     * @param kind publish or rollback
     * @param before version that was in force
     */
    public record PublicationView(String kind, String before, String who, String note, String simulation, Instant at) {
        static PublicationView of(Version.Publication one) {
            return new PublicationView(
                    one.kind(), one.before(), one.who(), one.note(), String.valueOf(one.simulation()), one.at());
        }
    }

    /** As the API shows it. */
    public static VersionView of(Version version) {
        return new VersionView(
                version.hash(),
                version.origin(),
                version.madeBy(),
                version.authors(),
                version.note(),
                version.madeAt(),
                version.inForce(),
                version.approvals().stream().map(ApprovalView::of).toList(),
                version.publications().stream().map(PublicationView::of).toList());
    }
}
