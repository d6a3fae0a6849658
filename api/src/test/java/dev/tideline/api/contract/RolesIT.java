package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.ApiDescription.Operation;
import dev.tideline.api.security.Access;
import dev.tideline.engine.access.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every operation of the OpenAPI document, with every kind of key. */
class RolesIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final Set<Integer> REFUSALS = Set.of(401, 403);

    @Test
    void withoutAKeyNothingIsServed() {
        for (Operation operation : ApiDescription.of(SERVER).callable()) {
            assertThat(status(operation, SERVER.request(path(operation))))
                    .as("%s without a key", operation)
                    .isEqualTo(401);
        }
    }

    @Test
    void aKeyThatDoesNotExistOpensNothing() {
        for (String wrong : Set.of("tl_nobody_aaaaaaaaaaaaaaaaaaaaaaaa", "guess", TestServer.ADMIN_KEY + "x")) {
            for (Operation operation : ApiDescription.of(SERVER).callable()) {
                assertThat(status(operation, SERVER.request(path(operation), wrong)))
                        .as("%s with a wrong key", operation)
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void aRoleOpensExactlyWhatItsLineSays() {
        for (Operation operation : ApiDescription.of(SERVER).callable()) {
            Access access = operation.access().orElseThrow(() -> new AssertionError("No line for " + operation));
            for (Role role : Role.values()) {
                int status = status(operation, SERVER.request(path(operation), SERVER.key(role)));
                boolean allowed = access.roles().contains(role);
                assertThat(status).as("%s as %s", operation, role).isLessThan(500);
                if (allowed) {
                    assertThat(REFUSALS).as("%s as %s", operation, role).doesNotContain(status);
                } else {
                    assertThat(status).as("%s as %s", operation, role).isEqualTo(403);
                }
            }
        }
        SERVER.post("/v1/playbooks:resume", "application/json", "");
    }

    @Test
    void whatHasNoLineIsNotThere() {
        for (String path : List.of("/v1/nothing-of-the-kind", "/v1", "/", "/actuator/env", "/v1/keys/a/b")) {
            HttpResponse<String> answer = SERVER.send(SERVER.request(path, TestServer.ADMIN_KEY));
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(SERVER.send(SERVER.request(path)).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void anotherMethodIsToldWhichAreAllowed() {
        HttpResponse<String> answer = SERVER.send(
                SERVER.request("/v1/keys", TestServer.ADMIN_KEY).method("PATCH", HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElse("").split(",\\s*"))
                .containsExactlyInAnyOrder("GET", "POST");
        assertThat(SERVER.send(SERVER.request("/v1/users/1", SERVER.key(Role.VIEWER))
                                .DELETE())
                        .statusCode())
                .isEqualTo(405);
        assertThat(SERVER.send(SERVER.request("/v1/keys").DELETE()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aRefusedKeyIsToldTheScheme() {
        for (HttpRequest.Builder request :
                List.of(SERVER.request("/v1/keys"), SERVER.request("/v1/keys", "no-such-key"))) {
            assertThat(SERVER.send(request).headers().firstValue("WWW-Authenticate"))
                    .hasValue("Bearer");
        }
    }

    private static String path(Operation operation) {
        return operation.path(Map.of("id", "999999", "intake", "999999"), "no-such-thing");
    }

    private static int status(Operation operation, HttpRequest.Builder request) {
        return SERVER.send(request.method(operation.method(), HttpRequest.BodyPublishers.noBody()))
                .statusCode();
    }
}
