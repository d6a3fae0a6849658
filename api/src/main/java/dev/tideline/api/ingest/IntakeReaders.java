package dev.tideline.api.ingest;

import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.engine.access.Role;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** Who may read what a request brought: those who may send one of its kind. */
final class IntakeReaders {

    private static final Map<String, Set<Role>> BY_KIND = Map.of(
            "EVENTS", Set.of(Role.ADMIN, Role.PRODUCT),
            "USERS", Set.of(Role.ADMIN, Role.PRODUCT),
            "LIST", Set.of(Role.ADMIN, Role.STRATEGIST, Role.MARKETING),
            "STATEMENT", Set.of(Role.ADMIN, Role.FINANCE, Role.WALLET),
            "WALLETS", Set.of(Role.ADMIN, Role.FINANCE, Role.STRATEGIST),
            "FLAGGED", Set.of(Role.ADMIN, Role.FINANCE, Role.STRATEGIST));

    private IntakeReaders() {}

    /**
     * Lets a reader pass.
     *
     * @throws ProblemException if no role may read requests of this kind
     */
    static void check(String kind, Set<Role> roles) {
        if (Collections.disjoint(roles, BY_KIND.getOrDefault(kind, Set.of(Role.ADMIN)))) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Refused lines are read by those who may send such a request");
        }
    }
}
