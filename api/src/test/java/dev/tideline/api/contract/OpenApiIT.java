package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.ApiDescription.Operation;
import dev.tideline.api.security.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document says what the server does. */
class OpenApiIT {

    /** OFREP names these members itself. */
    private static final Set<String> OF_THE_PROTOCOL = Set.of("OfrepFlag", "OfrepError");

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String USER = "described";

    private static ApiDescription api;
    private static Map<String, String> known;

    @BeforeAll
    static void read() {
        api = ApiDescription.of(SERVER);
        SERVER.post(
                "/v1/users:import", "text/csv", "user_id,snapshot_date,total_asset\n" + USER + ",2026-01-01,12.5\n");
        SERVER.post("/v1/sweeps", "application/json", "{\"full\":true}");
        String sweep = SERVER.get("/v1/sweeps").at("/items/0/id").asString();
        known = Map.of("key", "dormant-30-funded", "intake", "1");
        users = Map.of("id", USER);
        sweeps = Map.of("id", sweep);
    }

    private static Map<String, String> users;
    private static Map<String, String> sweeps;

    @Test
    void isOpenApi31() {
        assertThat(api.document().get("openapi").asString()).startsWith("3.1");
    }

    @Test
    void describesEveryOperationOfTheServer() {
        Set<String> served = new TreeSet<>();
        SERVER.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> {
                    if (!method.getBeanType().getName().startsWith("dev.tideline.")) {
                        return;
                    }
                    if (method.getBeanType().isAnnotationPresent(RestController.class)) {
                        served.addAll(operations(mapping));
                    } else {
                        assertThat(operations(mapping)).as("pages").allMatch(page -> page.contains(" /author"));
                    }
                });
        assertThat(served).isNotEmpty();
        assertThat(api.callable()).extracting(Operation::toString).containsExactlyInAnyOrderElementsOf(served);
    }

    private static List<String> operations(RequestMappingInfo mapping) {
        return mapping.getMethodsCondition().getMethods().stream()
                .flatMap(method -> mapping.getPatternsCondition().getPatterns().stream()
                        .map(pattern -> method + " " + pattern.getPatternString()))
                .toList();
    }

    @Test
    void namesAndSummarisesEveryOperation() {
        assertThat(api.operations()).allSatisfy(operation -> {
            assertThat(operation.description().path("operationId").asString())
                    .as("operationId of %s", operation)
                    .matches("[a-z][A-Za-z]+");
            assertThat(operation.description().path("summary").asString())
                    .as("summary of %s", operation)
                    .isNotBlank();
        });
        assertThat(api.operations())
                .extracting(operation -> operation.description().get("operationId"))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyOperationHasALineOfAccessAndEveryLineAnOperation() {
        List<Access> used = new ArrayList<>();
        for (Operation operation : api.operations()) {
            used.add(operation.access().orElseThrow(() -> new AssertionError("No line for " + operation)));
        }
        assertThat(Access.all().stream().filter(line -> line.path().startsWith("/v1/")))
                .isSubsetOf(used);
    }

    @Test
    void describesTheProblemsOfEveryOperation() {
        for (Operation operation : api.operations()) {
            JsonNode answers = operation.description().get("responses");
            for (String status : List.of("400", "401", "403", "406", "500", "503")) {
                assertThat(answers.at("/" + status + "/content/application~1problem+json/schema/$ref")
                                .asString())
                        .as("%s of %s", status, operation)
                        .isEqualTo("#/components/schemas/Problem");
            }
            assertThat(answers.has("404"))
                    .as(operation.toString())
                    .isEqualTo(operation.path().contains("{"));
            assertThat(answers.has("415"))
                    .as(operation.toString())
                    .isEqualTo(operation.description().has("requestBody"));
        }
    }

    @Test
    void declaresEveryMemberOfAProblem() {
        JsonNode schema = api.document().at("/components/schemas/Problem");
        for (JsonNode problem : List.of(
                SERVER.get("/v1/users/nobody"),
                SERVER.get("/v1/audiences/dormant-30-funded/members?limit=0"),
                SERVER.get("/v1/no-such-address"))) {
            assertThat(api.undeclared(problem, schema, "problem")).isEmpty();
            schema.get("required")
                    .forEach(name -> assertThat(problem.has(name.asString())).isTrue());
        }
    }

    @Test
    void verbsAfterAColonAreDescribed() {
        assertThat(api.operations())
                .extracting(Operation::path)
                .contains(
                        "/v1/users:import",
                        "/v1/lists/{key}:import",
                        "/v1/playbooks/{key}:pause",
                        "/v1/playbooks:resume",
                        "/v1/sweeps/{id}:cancel");
    }

    @Test
    void declaresEveryMemberOfRealAnswersWithItsType() {
        int checked = 0;
        List<String> mistyped = new ArrayList<>();
        List<String> undeclared = new ArrayList<>();
        for (Operation operation : api.operations()) {
            JsonNode schema = operation.description().at("/responses/200/content/application~1json/schema");
            if (!operation.method().equals("GET") || schema.isMissingNode()) {
                continue;
            }
            JsonNode answer = SERVER.get(called(operation));
            if (!answer.has("status") || !answer.has("title")) {
                checked++;
                undeclared.addAll(api.undeclared(answer, schema, operation.toString()));
                mistyped.addAll(api.mistyped(answer, schema, operation.toString()));
            }
        }
        assertThat(checked).isGreaterThanOrEqualTo(9);
        assertThat(undeclared).isEmpty();
        assertThat(mistyped).isEmpty();
    }

    @Test
    void membersAreRequiredAndNullOnlyWhereTheyMayBe() {
        JsonNode decision = api.document().at("/components/schemas/DecisionView");
        assertThat(decision.at("/properties/parts/type").asString()).isEqualTo("array");
        assertThat(decision.at("/properties/inputs/type").asString()).isEqualTo("object");
        assertThat(decision.at("/properties/retry_at/type").toString()).contains("\"string\"", "\"null\"");
        assertThat(decision.at("/properties/decided_at/type").asString()).isEqualTo("string");
        assertThat(decision.get("required")).hasSameSizeAs(decision.get("properties"));
        assertThat(api.document().at("/components/schemas/NewSweep").has("required"))
                .isFalse();
    }

    @Test
    void aSumMayBeMissingButNotNull() {
        for (String member :
                List.of("Redemption/properties/amount", "Posting/properties/amount", "ClawBack/properties/amount")) {
            assertThat(api.document()
                            .at("/components/schemas/" + member + "/type")
                            .asString())
                    .as(member)
                    .isEqualTo("string");
        }
        assertThat(api.document()
                        .at("/components/schemas/Redemption/properties/amounts/type")
                        .asString())
                .isEqualTo("object");
    }

    private static String called(Operation operation) {
        Map<String, String> ids = operation.path().startsWith("/v1/users") ? users : sweeps;
        String query = operation.path().endsWith("/explain") ? "?playbook=dormant-30-funded" : "";
        return new Operation(operation.method(), operation.path(known, "{id}"), operation.description()).path(ids, "1")
                + query;
    }

    @Test
    void aPlaybookThatNeverCompiledHasNothingToTellOfItself() {
        for (String schema : List.of("PlaybookView", "PlaybookDetailView")) {
            JsonNode members = api.document().at("/components/schemas/" + schema + "/properties");
            assertThat(members.at("/about/anyOf").toString()).as(schema).contains("null");
            assertThat(members.at("/changed_at/type").toString()).as(schema).contains("null");
        }
    }

    @Test
    void schemasAreSnakeCaseAsTheJsonIs() {
        List<String> others = new ArrayList<>();
        api.document().at("/components/schemas").properties().stream()
                .filter(schema -> !OF_THE_PROTOCOL.contains(schema.getKey()))
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .properties()
                        .forEach(member -> {
                            if (!member.getKey().matches("[a-z][a-z0-9]*(_[a-z0-9]+)*")) {
                                others.add(schema.getKey() + "." + member.getKey());
                            }
                        }));
        assertThat(others).isEmpty();
    }
}
