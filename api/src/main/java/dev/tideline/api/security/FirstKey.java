package dev.tideline.api.security;

import dev.tideline.api.settings.TidelineProperties;
import dev.tideline.engine.access.ApiKeys;
import dev.tideline.engine.access.KeySecret;
import dev.tideline.engine.access.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The admin key that a fresh installation begins with. */
@Component
public final class FirstKey {

    private static final Logger LOG = LoggerFactory.getLogger(FirstKey.class);
    private static final String OWNER = "first admin";
    private static final String SERVER = "server";
    private static final Set<Role> ADMIN = Set.of(Role.ADMIN);

    private final ApiKeys keys;
    private final @Nullable String chosen;

    FirstKey(ApiKeys keys, TidelineProperties properties) {
        this.keys = keys;
        String given = properties.adminKey();
        this.chosen = given == null || given.isBlank() ? null : given;
    }

    /**
     * Keeps the operator's key in place of the first one before, unless it was revoked; or makes one if no key exists
     * yet. Emits the token of a key that was made; empty if the
     * operator chose it or keys exist.
     */
    public Mono<String> ensure() {
        return chosen == null ? makeIfNone() : keep(chosen);
    }

    private Mono<String> keep(String token) {
        KeySecret secret = KeySecret.parse(token)
                .orElseThrow(() -> new IllegalArgumentException(
                        "TIDELINE_ADMIN_KEY is too short. Give it 16 characters or more."));
        return keys.keepOnly(secret, OWNER, ADMIN, SERVER)
                .filter(kept -> !kept)
                .doOnNext(refused -> LOG.warn("TIDELINE_ADMIN_KEY was revoked and stays so: choose another"))
                .then(Mono.empty());
    }

    private Mono<String> makeIfNone() {
        return keys.all()
                .hasElements()
                .filter(exist -> !exist)
                .flatMap(none -> keys.issue(OWNER, ADMIN, SERVER))
                .map(issued -> issued.secret().token());
    }
}
