package dev.tideline.api.security;

import static dev.tideline.engine.access.Role.FINANCE;
import static dev.tideline.engine.access.Role.MARKETING;
import static dev.tideline.engine.access.Role.PRODUCT;
import static dev.tideline.engine.access.Role.STRATEGIST;
import static dev.tideline.engine.access.Role.VIEWER;
import static dev.tideline.engine.access.Role.WALLET;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.tideline.engine.access.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * Which roles may call an endpoint. Every endpoint under {@code /v1} has one line here; what has none is denied to
 * everybody, and told apart by {@link Denial} as not there. An admin may call all that has a line.
 *
 * @param method HTTP method
 * @param path path pattern; the first line that matches decides
 * @param roles roles that may call it, admin included
 * @param tests whether test keys with such a role may: their calls reach test users and the shadow alone
 * @param users whether a user may by a token of his own; where the path names {@link #USER}, only for himself
 */
public record Access(HttpMethod method, String path, Set<Role> roles, boolean tests, boolean users) {

    /** The variable of a path that names a user. */
    static final String USER = "user";

    private static final List<Access> ALL = List.of(
            line(POST, "/v1/events", PRODUCT),
            line(POST, "/v1/users:import", PRODUCT),
            line(GET, "/v1/intakes/*/refused", PRODUCT, STRATEGIST, MARKETING, FINANCE, WALLET),
            line(POST, "/v1/lists/*", STRATEGIST, MARKETING),
            line(GET, "/v1/users/*/explain", STRATEGIST),
            line(GET, "/v1/users/**", STRATEGIST, PRODUCT),
            line(POST, "/v1/users/{user}/decisions:decide", PRODUCT).forTests().forUsers(),
            line(POST, "/v1/users/*/decisions:preview", PRODUCT, STRATEGIST).forTests(),
            line(POST, "/v1/users/*/tokens", PRODUCT).forTests(),
            line(POST, "/v1/decisions/*:seen", PRODUCT).forTests().forUsers(),
            line(POST, "/v1/decisions/*:dismiss", PRODUCT).forTests().forUsers(),
            line(POST, "/v1/decisions/*:accept", PRODUCT).forTests().forUsers(),
            line(POST, "/v1/decisions/*:release", STRATEGIST, FINANCE).forTests(),
            line(POST, "/v1/decisions/*:void", PRODUCT, STRATEGIST, FINANCE).forTests(),
            line(POST, "/v1/decisions/*:claw-back", PRODUCT, FINANCE).forTests(),
            line(POST, "/v1/decisions/*", PRODUCT).forTests(),
            line(POST, "/ofrep/v1/evaluate/flags", PRODUCT).forTests(),
            line(POST, "/ofrep/v1/evaluate/flags/*", PRODUCT).forTests(),
            line(GET, "/v1/decisions", STRATEGIST, FINANCE).forTests(),
            line(GET, "/v1/decisions/*", STRATEGIST, FINANCE),
            line(GET, "/v1/budgets/**", STRATEGIST, PRODUCT, FINANCE, VIEWER),
            line(PUT, "/v1/budgets/*", STRATEGIST),
            line(GET, "/v1/grants", FINANCE, STRATEGIST, PRODUCT),
            line(GET, "/v1/grants/*", FINANCE, STRATEGIST, PRODUCT, WALLET),
            line(POST, "/v1/grants/*:acknowledge", WALLET),
            line(POST, "/v1/grants/*:release", FINANCE),
            line(POST, "/v1/grants/*:post", PRODUCT),
            line(POST, "/v1/grants/*:void", FINANCE, PRODUCT),
            line(POST, "/v1/grants/*:claw-back", FINANCE),
            line(GET, "/v1/reconciliation", FINANCE),
            line(POST, "/v1/reconciliation", FINANCE, WALLET),
            line(GET, "/v1/wallet-campaigns/**", FINANCE, STRATEGIST),
            line(PUT, "/v1/wallet-campaigns/*", FINANCE, STRATEGIST),
            line(POST, "/v1/wallet-campaigns/*:grant", FINANCE),
            line(POST, "/v1/wallet-campaigns/**", FINANCE, STRATEGIST),
            line(GET, "/v1/audit", FINANCE, STRATEGIST, VIEWER),
            line(POST, "/v1/audit:check", FINANCE, STRATEGIST),
            line(GET, "/v1/playbooks/*/audit", FINANCE, STRATEGIST, VIEWER),
            line(GET, "/v1/templates/*", STRATEGIST),
            line(PUT, "/v1/playbooks/*/draft", STRATEGIST),
            line(DELETE, "/v1/playbooks/*/draft", STRATEGIST),
            line(GET, "/v1/playbooks/**", STRATEGIST, MARKETING, PRODUCT, FINANCE, VIEWER),
            line(POST, "/v1/playbooks:*", STRATEGIST),
            line(POST, "/v1/playbooks/*:approve", STRATEGIST, FINANCE),
            line(POST, "/v1/playbooks/*", STRATEGIST),
            line(POST, "/v1/sweeps", STRATEGIST),
            line(POST, "/v1/sweeps/*", STRATEGIST),
            line(GET, "/v1/sweeps/**", STRATEGIST, VIEWER),
            line(GET, "/v1/audiences", STRATEGIST, MARKETING, VIEWER),
            line(GET, "/v1/audiences/**", STRATEGIST, MARKETING),
            line(GET, "/v1/traits", STRATEGIST, MARKETING, PRODUCT, VIEWER),
            line(PUT, "/v1/traits/*", STRATEGIST),
            line(POST, "/v1/replays", STRATEGIST),
            line(POST, "/v1/replays/*", STRATEGIST),
            line(GET, "/v1/replays/**", STRATEGIST),
            line(POST, "/v1/simulations/*", STRATEGIST),
            line(GET, "/v1/simulations/*/samples", STRATEGIST),
            line(GET, "/v1/simulations/**", STRATEGIST, FINANCE),
            line(GET, "/v1/keys"),
            line(POST, "/v1/keys"),
            line(DELETE, "/v1/keys/*"),
            line(GET, "/metrics", VIEWER, STRATEGIST));

    private static Access line(HttpMethod method, String path, Role... roles) {
        Set<Role> allowed = EnumSet.of(Role.ADMIN);
        allowed.addAll(List.of(roles));
        return new Access(method, path, allowed, false, false);
    }

    private Access forTests() {
        return new Access(method, path, roles, true, users);
    }

    private Access forUsers() {
        return new Access(method, path, roles, tests, true);
    }

    /** All lines, in the order they are asked. */
    public static List<Access> all() {
        return ALL;
    }
}
