package dev.tideline.api.author.session;

import dev.tideline.engine.access.ApiKey;
import dev.tideline.engine.access.Role;
import java.util.Collections;
import java.util.Set;

/** What the roles of a key may do on the page; the same as over the API. Test keys reach the shadow alone, so nothing here. */
public final class PageRoles {

    private static final Set<Role> AUTHORS = Set.of(Role.STRATEGIST, Role.ADMIN);
    private static final Set<Role> APPROVERS = Set.of(Role.STRATEGIST, Role.ADMIN, Role.FINANCE);

    private PageRoles() {}

    /** Whether the holder of a key may change playbooks, simulate and publish them. */
    public static boolean mayChange(ApiKey key) {
        return isOneOf(AUTHORS, key);
    }

    /** Whether the holder of a key may read what is to come into force, and approve it. */
    static boolean mayApprove(ApiKey key) {
        return isOneOf(APPROVERS, key);
    }

    private static boolean isOneOf(Set<Role> roles, ApiKey key) {
        return !key.test() && !Collections.disjoint(key.roles(), roles);
    }
}
