package dev.tideline.engine.access;

import java.time.Instant;
import java.util.Set;

/**
 * A key as it is kept: without its secret.
 *
 * @param id public part of the key
 * @param owner name of the person or service
 * @param roles what the holder may do; never empty
 * @param createdAt when it was made
 * @param createdBy owner of the key that made it, or {@code server}
 * @param test whether it reaches test users alone, on the shadow of everything
 */
public record ApiKey(String id, String owner, Set<Role> roles, Instant createdAt, String createdBy, boolean test) {

    /** Most characters of an owner's name. */
    public static final int LONGEST_OWNER = 100;

    public ApiKey {
        roles = Set.copyOf(roles);
        if (owner.isBlank() || owner.length() > LONGEST_OWNER) {
            throw new IllegalArgumentException("owner should be a name of 1 to " + LONGEST_OWNER + " characters");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("roles should name at least one role");
        }
    }
}
