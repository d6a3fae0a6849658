package dev.tideline.engine.decision;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A granted touch or task to be sent.
 *
 * @param id stable: the same decision and part give the same id
 * @param decision decision it belongs to
 * @param personNo number of the person
 * @param userNo number of the account
 * @param userId the exchange's id of the account
 * @param playbook key of the playbook
 * @param rule name of the rule, checked again at sending if the class is promotional
 * @param version hash of the playbook's version
 * @param candidateClass class of the playbook
 * @param kind {@code TOUCH} or {@code TASK}
 * @param key template of the touch, or kind of the task
 * @param channel the channel it goes over
 * @param notBefore earliest instant
 * @param expiresAt the decision no longer stands from here on
 * @param incentives keys of the incentives granted with it
 * @param texts keys of the texts that a jurisdiction asks it to carry, see {@code Packs.texts}
 * @param language BCP 47 tag; null if not known
 * @param decidedAt instant the decision was made for
 */
public record TouchMessage(
        UUID id,
        UUID decision,
        long personNo,
        long userNo,
        String userId,
        String playbook,
        String rule,
        String version,
        CandidateClass candidateClass,
        Kind kind,
        String key,
        Channel channel,
        Instant notBefore,
        Instant expiresAt,
        List<String> incentives,
        List<String> texts,
        @Nullable String language,
        Instant decidedAt) {

    /** What is sent. */
    public enum Kind {
        TOUCH,
        TASK
    }

    public TouchMessage {
        Objects.requireNonNull(id, "id");
        incentives = List.copyOf(incentives);
        texts = List.copyOf(texts);
    }
}
