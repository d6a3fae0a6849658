package dev.tideline.api.keys;

import dev.tideline.api.http.Blocking;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.access.UserTokens;
import dev.tideline.engine.facts.TestPersons;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tokens for apps, which cannot hold a server's key. */
@RestController
@Tag(name = "tokens", description = "Tokens for one user, minted with a server's key for an app")
class TokenController {

    private final UserTokens tokens;
    private final UserStore users;
    private final TestPersons testers;
    private final Clock clock;

    TokenController(UserTokens tokens, UserStore users, TestPersons testers, Clock clock) {
        this.tokens = tokens;
        this.users = users;
        this.testers = testers;
        this.clock = clock;
    }

    /**
     * A new token, which is shown this once.
     *
     * @param userId whom it speaks for
     * @param token what his app sends as bearer
     * @param expiresAt when it ends, at the latest
     */
    record TokenView(String userId, String token, Instant expiresAt) {}

    @PostMapping("/v1/users/{id}/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "mintToken",
            summary = "A token with which this user's app may decide, see, dismiss and accept for him, for 15 minutes",
            description = "It ends with the key that minted it. A test key mints test tokens, for test users alone.")
    Mono<TokenView> mint(@PathVariable String id, KeyAuthentication caller) {
        return users.find(id)
                .filterWhen(user -> reaches(caller, user))
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(Wording.of("user"), id)))
                .flatMap(user -> tokens.mint(caller.key(), user.userId()))
                .map(minted -> new TokenView(
                        minted.token().userId(), minted.text(), minted.token().expiresAt()))
                .switchIfEmpty(Mono.error(
                        () -> new ProblemException(ProblemType.UNAUTHENTICATED, "The key was revoked meanwhile")));
    }

    private Mono<Boolean> reaches(KeyAuthentication caller, StoredUser user) {
        return caller.isTest() ? Blocking.call(() -> testers.include(user.userId(), clock.instant())) : Mono.just(true);
    }
}
