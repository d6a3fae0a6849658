package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.ApiDescription.Operation;
import dev.tideline.api.security.Access;
import dev.tideline.engine.access.ApiKeys;
import dev.tideline.engine.access.Role;
import dev.tideline.engine.access.UserTokens;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every operation, with tokens of users and with test keys: what no line opens to them is denied. */
class CallersIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String USER = "999999";
    private static final Set<Integer> REFUSALS = Set.of(401, 403);

    @Test
    void aTokenOpensWhatItsUserMayDoForHimselfAndNothingElse() {
        String own = token(USER);
        int open = 0;
        for (Operation operation : operations()) {
            Access access = line(operation);
            int status = status(operation, own);
            if (access.users()) {
                open++;
                assertThat(REFUSALS).as("%s by the user", operation).doesNotContain(status);
            } else {
                assertThat(status).as("%s by the user", operation).isEqualTo(403);
            }
        }
        assertThat(open).isEqualTo(4);
    }

    @Test
    void aTokenOfAnotherUserOpensNothingThatNamesAUser() {
        String other = token("somebody-else");
        for (Operation operation : operations()) {
            boolean names = line(operation).path().contains("{user}");
            if (names || !line(operation).users()) {
                assertThat(status(operation, other))
                        .as("%s by another", operation)
                        .isEqualTo(403);
            } else {
                assertThat(status(operation, other))
                        .as("%s by another", operation)
                        .isIn(400, 404);
            }
        }
    }

    @Test
    void aTestKeyOpensWhatItsRolesAndTheLinesForTestsBothOpen() {
        for (Role role : Role.values()) {
            String key = Objects.requireNonNull(SERVER.bean(ApiKeys.class)
                            .issue("tests", Set.of(role), "test", true)
                            .block())
                    .secret()
                    .token();
            for (Operation operation : operations()) {
                Access access = line(operation);
                int status = status(operation, key);
                if (access.tests() && access.roles().contains(role)) {
                    assertThat(REFUSALS).as("%s as test %s", operation, role).doesNotContain(status);
                } else {
                    assertThat(status).as("%s as test %s", operation, role).isEqualTo(403);
                }
            }
        }
    }

    private static List<Operation> operations() {
        return ApiDescription.of(SERVER).callable();
    }

    private static Access line(Operation operation) {
        return operation.access().orElseThrow(() -> new AssertionError("No line for " + operation));
    }

    private static String token(String user) {
        return Objects.requireNonNull(SERVER.bean(ApiKeys.class)
                        .issue("backend", Set.of(Role.ADMIN), "test")
                        .flatMap(issued -> SERVER.bean(UserTokens.class).mint(issued.key(), user))
                        .block())
                .text();
    }

    private static int status(Operation operation, String bearer) {
        String path = operation.path(Map.of("id", USER, "intake", USER), "no-such-thing");
        int status = SERVER.send(
                        SERVER.request(path, bearer).method(operation.method(), HttpRequest.BodyPublishers.noBody()))
                .statusCode();
        assertThat(status).as(operation.toString()).isLessThan(500);
        return status;
    }
}
