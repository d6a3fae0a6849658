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
 */
public record Access(HttpMethod method, String path, Set<Role> roles) {

    private static final List<Access> ALL = List.of(
            line(POST, "/v1/events", PRODUCT),
            line(POST, "/v1/users:import", PRODUCT),
            line(GET, "/v1/intakes/*/refused", PRODUCT, STRATEGIST, MARKETING, FINANCE, WALLET),
            line(POST, "/v1/lists/*", STRATEGIST, MARKETING),
            line(GET, "/v1/users/*/explain", STRATEGIST),
            line(GET, "/v1/users/**", STRATEGIST, PRODUCT),
            line(POST, "/v1/users/*/decisions:decide", PRODUCT),
            line(POST, "/v1/users/*/decisions:preview", PRODUCT, STRATEGIST),
            line(POST, "/v1/decisions/*", PRODUCT),
            line(GET, "/v1/budgets/**", STRATEGIST, PRODUCT, VIEWER),
            line(PUT, "/v1/budgets/*", STRATEGIST),
            line(GET, "/v1/grants", FINANCE, STRATEGIST),
            line(GET, "/v1/grants/*", FINANCE, STRATEGIST, PRODUCT, WALLET),
            line(POST, "/v1/grants/*:acknowledge", WALLET),
            line(POST, "/v1/grants/*:release", FINANCE),
            line(POST, "/v1/grants/*:post", PRODUCT),
            line(POST, "/v1/grants/*:void", FINANCE, PRODUCT),
            line(POST, "/v1/grants/*:claw-back", FINANCE),
            line(GET, "/v1/reconciliation", FINANCE),
            line(POST, "/v1/reconciliation", FINANCE, WALLET),
            line(GET, "/v1/playbooks/**", STRATEGIST, MARKETING, PRODUCT, VIEWER),
            line(POST, "/v1/playbooks:*", STRATEGIST),
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
            line(GET, "/v1/keys"),
            line(POST, "/v1/keys"),
            line(DELETE, "/v1/keys/*"),
            line(GET, "/metrics", VIEWER, STRATEGIST));

    private static Access line(HttpMethod method, String path, Role... roles) {
        Set<Role> allowed = EnumSet.of(Role.ADMIN);
        allowed.addAll(List.of(roles));
        return new Access(method, path, allowed);
    }

    /** All lines, in the order they are asked. */
    public static List<Access> all() {
        return ALL;
    }
}
