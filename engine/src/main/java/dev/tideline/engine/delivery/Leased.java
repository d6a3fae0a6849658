package dev.tideline.engine.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * A message of the outbox that this relay holds for a while.
 *
 * @param id stable id: the same for every attempt
 * @param decision the decision it belongs to
 * @param personNo the person
 * @param userNo the account
 * @param playbook key of the playbook
 * @param rule name of the rule
 * @param channel the channel it asks for
 * @param candidateClass promotional, service, contractual or goodwill, as the enum's name
 * @param body what is sent, byte for byte the same at every attempt
 * @param attempts attempts, this one included
 * @param expired whether it stands no longer
 * @param leasedUntil end of the lease; the token by which the relay's answer is known as that of the holder
 * @param notice whether it tells of something done, so that no gate may stop it
 */
public record Leased(
        UUID id,
        UUID decision,
        long personNo,
        long userNo,
        String playbook,
        String rule,
        String channel,
        String candidateClass,
        String body,
        int attempts,
        boolean expired,
        Instant leasedUntil,
        boolean notice) {}
