package dev.tideline.engine.decision.record;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.decision.TouchMessage;
import dev.tideline.rules.candidate.Channel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * One decision to be written.
 *
 * @param id its id
 * @param personNo number of the person
 * @param result how the candidate ended
 * @param isFirst whether the account and rule have no decision yet
 * @param parts JSON array
 * @param inputs JSON object
 * @param contacts touches that count in caps
 * @param grants incentives that count in caps
 * @param messages touches and tasks to be sent
 */
public record Change(
        UUID id,
        long personNo,
        CandidateResult result,
        boolean isFirst,
        String parts,
        String inputs,
        List<Contact> contacts,
        List<Grant> grants,
        List<TouchMessage> messages) {

    /** A touch that went or may go at this instant, or the ghost of one. */
    public record Contact(UUID message, Instant at, Channel channel, boolean ghost) {}

    /** An incentive, or the ghost of one. */
    public record Grant(String key, String incentive, BigDecimal faceValue, String asset, boolean ghost) {}

    public Change {
        Objects.requireNonNull(id, "id");
        contacts = List.copyOf(contacts);
        grants = List.copyOf(grants);
        messages = List.copyOf(messages);
    }
}
