package dev.tideline.api.keys;

import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.access.ApiKey;
import dev.tideline.engine.access.ApiKeys;
import dev.tideline.engine.access.Role;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** API keys; for admins. */
@RestController
@RequestMapping("/v1/keys")
@Tag(name = "keys", description = "API keys of named people and services")
class KeyController {

    private final ApiKeys keys;

    KeyController(ApiKeys keys) {
        this.keys = keys;
    }

    /** A key without its secret. */
    record KeyView(String id, String owner, List<String> roles, Instant createdAt, String createdBy, boolean test) {
        static KeyView of(ApiKey key) {
            List<String> roles = key.roles().stream().map(Role::word).sorted().toList();
            return new KeyView(key.id(), key.owner(), roles, key.createdAt(), key.createdBy(), key.test());
        }
    }

    /** A new key with its token, which is shown this once. */
    record NewKeyView(KeyView key, String token) {}

    /**
     * What a new key should be.
     *
     * @param owner name of the person or service
     * @param roles at least one
     * @param test whether it reaches test users alone, on the shadow ledger; no if missing
     */
    record NewKey(
            @Nullable String owner,
            @Nullable List<String> roles,
            @Nullable Boolean test) {}

    /** All keys. */
    record KeyList(List<KeyView> items) {}

    @GetMapping
    @Operation(operationId = "listKeys", summary = "Keys that still work")
    Mono<KeyList> list() {
        return keys.all().map(KeyView::of).collectList().map(KeyList::new);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "createKey", summary = "Make a key; its token is shown this once")
    Mono<NewKeyView> create(@RequestBody NewKey wanted, KeyAuthentication caller) {
        String owner = wanted.owner() == null ? "" : wanted.owner();
        List<Problem> problems = new ArrayList<>();
        Set<Role> roles = roles(wanted.roles() == null ? List.of() : wanted.roles(), problems);
        if (owner.isBlank() || owner.length() > ApiKey.LONGEST_OWNER) {
            problems.add(problem("/owner", owner, Wording.of("a name of 1 to {0} characters", ApiKey.LONGEST_OWNER)));
        }
        if (wanted.roles() == null || wanted.roles().isEmpty()) {
            problems.add(problem("/roles", "", Wording.of("at least one role")));
        }
        if (!problems.isEmpty()) {
            throw ProblemException.invalid(problems);
        }
        return keys.issue(owner, roles, caller.getName(), Boolean.TRUE.equals(wanted.test()))
                .map(issued ->
                        new NewKeyView(KeyView.of(issued.key()), issued.secret().token()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "revokeKey", summary = "End a key; it stops working within 5 seconds")
    Mono<Void> revoke(@PathVariable String id) {
        return keys.revoke(id)
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(Wording.of("key"), id)))
                .then();
    }

    private static Set<Role> roles(List<String> words, List<Problem> problems) {
        Map<String, Role> known = Arrays.stream(Role.values()).collect(Collectors.toMap(Role::word, role -> role));
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            Role role = known.get(word.toLowerCase(Locale.ROOT));
            if (role == null) {
                problems.add(
                        problem("/roles/" + i, word, Wording.of("a role; {0}", Nearest.hint(word, known.keySet()))));
            } else {
                roles.add(role);
            }
        }
        return roles;
    }

    private static Problem problem(String pointer, String value, Wording expected) {
        return new Problem(Place.pointer("body", pointer), value, expected);
    }
}
