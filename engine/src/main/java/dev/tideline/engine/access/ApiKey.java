package dev.tideline.engine.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key as it is kept: without its secret.
 *
 * @param id public part of the key
 * @param owner name of the person or service
 * @param roles what the holder may do; never empty
 * @param createdAt when it was made
 * @param createdBy owner of the key that made it, or {@code server}
 */
public record ApiKey(String id, String owner, Set<Role> roles, Instant createdAt, String createdBy) {

    private static final int LONGEST_OWNER = 100;

    public ApiKey {
        roles = Set.copyOf(roles);
        problem(owner, roles).ifPresent(text -> {
            throw new IllegalArgumentException(text);
        });
    }

    /** What is wrong with an owner and roles, if anything. */
    public static Optional<String> problem(String owner, Set<Role> roles) {
        if (owner.isBlank() || owner.length() > LONGEST_OWNER) {
            return Optional.of("owner should be a name of 1 to " + LONGEST_OWNER + " characters");
        }
        return roles.isEmpty() ? Optional.of("roles should name at least one role") : Optional.empty();
    }
}
