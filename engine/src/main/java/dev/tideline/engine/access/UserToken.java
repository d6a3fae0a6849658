package dev.tideline.engine.access;

import java.time.Instant;

/**
 * A token as it is kept: without its secret. It speaks for one user and nobody else.
 *
 * @param id public part of the token
 * @param keyId the key that minted it; it ends with that key
 * @param userId whom it speaks for
 * @param test whether that key is a test key
 * @param expiresAt when it ends
 */
public record UserToken(String id, String keyId, String userId, boolean test, Instant expiresAt) {}
