package dev.tideline.api.openapi;

import dev.tideline.api.problem.ProblemType;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Describes the problems that each operation may answer with. */
@Component
final class ErrorAnswers implements OpenApiCustomizer {

    private static final String PRODUCT = "/v1/";
    private static final String PROBLEM = "#/components/schemas/Problem";
    private static final List<ProblemType> ALWAYS = List.of(
            ProblemType.INVALID_REQUEST,
            ProblemType.UNAUTHENTICATED,
            ProblemType.FORBIDDEN,
            ProblemType.NOT_ACCEPTABLE,
            ProblemType.ADDRESS_TOO_LONG,
            ProblemType.HEADERS_TOO_LARGE,
            ProblemType.INTERNAL,
            ProblemType.UNAVAILABLE);
    private static final List<ProblemType> WITH_BODY =
            List.of(ProblemType.TOO_LARGE, ProblemType.UNSUPPORTED_MEDIA_TYPE, ProblemType.INVALID_CONTENT);
    private static final List<ProblemType> ONCE =
            List.of(ProblemType.CONFLICT, ProblemType.INVALID_CONTENT, ProblemType.TOO_LARGE);
    private static final Set<String> MAY_CONFLICT = Set.of(
            "approveVersion",
            "publishVersion",
            "rollBackVersion",
            "rampPlaybook",
            "startSweep",
            "pausePlaybook",
            "resumePlaybook",
            "resumeEverything",
            "cancelSweep",
            "releaseSweep",
            "startReplay",
            "cancelReplay",
            "getReplayResults",
            "startSimulation",
            "cancelSimulation",
            "getSimulationResults",
            "getSimulationSamples",
            "putTrait",
            "putBudget",
            "putWalletCampaign",
            "takeWallets",
            "takeFlaggedWallets",
            "computeWalletCampaign",
            "seeOffer");

    @Override
    public void customise(OpenAPI document) {
        document.getComponents().addSchemas("Problem", problem()).addSchemas("Mistake", mistake());
        document.getPaths().forEach((path, item) -> {
            if (path.startsWith(PRODUCT)) {
                item.readOperations()
                        .forEach(operation -> types(path, operation).forEach(type -> add(operation, type)));
            }
        });
    }

    private static List<ProblemType> types(String path, Operation operation) {
        List<ProblemType> types = new ArrayList<>(ALWAYS);
        if (path.contains("{")) {
            types.add(ProblemType.NOT_FOUND);
        }
        if (operation.getRequestBody() != null) {
            types.addAll(WITH_BODY);
        }
        if (MAY_CONFLICT.contains(operation.getOperationId())) {
            types.add(ProblemType.CONFLICT);
        }
        if (takes(operation, "Idempotency-Key")) {
            types.addAll(ONCE);
        }
        if (takes(operation, "If-Match")) {
            types.addAll(List.of(ProblemType.OUTDATED, ProblemType.REVISION_MISSING));
        }
        return types;
    }

    private static boolean takes(Operation operation, String header) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> header.equals(parameter.getName()));
    }

    /** Describes one problem of an operation. */
    static void add(Operation operation, ProblemType type) {
        MediaType body = new MediaType().schema(new JsonSchema().$ref(PROBLEM));
        operation
                .getResponses()
                .addApiResponse(
                        String.valueOf(type.status().value()),
                        new ApiResponse()
                                .description(type.title().text())
                                .content(new Content().addMediaType("application/problem+json", body)));
    }

    private static Schema<?> problem() {
        Schema<?> problem = object("What went wrong (RFC 9457)", "type", "title", "status", "detail");
        problem.addProperty("type", text("Stable name of the kind of problem"))
                .addProperty("title", text("The kind in words"))
                .addProperty("status", number("HTTP status"))
                .addProperty("detail", text("What is wrong in this request"))
                .addProperty("instance", text("Address of the request"))
                .addProperty("request_id", text("Quote it; it is in the log line that explains the problem"))
                .addProperty("problems", mistakes())
                .addProperty("state", text("Where the thing stands; missing if that is not why"))
                .addProperty("possible", possible())
                .addProperty(
                        "reason", text("Code of the gate, cap, budget or verdict that refuses; missing without one"))
                .addProperty("values", values());
        return problem;
    }

    private static Schema<?> mistakes() {
        Schema<?> mistakes = new JsonSchema().typesItem("array");
        mistakes.setDescription("Every mistake by its place; missing if there is no list");
        mistakes.setItems(new JsonSchema().$ref("#/components/schemas/Mistake"));
        return mistakes;
    }

    private static Schema<?> possible() {
        Schema<?> possible = new JsonSchema().typesItem("array");
        possible.setDescription("What may be done in that state; missing without one");
        possible.setItems(new JsonSchema().typesItem("string"));
        return possible;
    }

    private static Schema<?> values() {
        Schema<?> values = new JsonSchema().typesItem("object");
        values.setDescription("What decided it, by name; missing without a reason");
        values.setAdditionalProperties(text("As text, amounts with their asset"));
        return values;
    }

    private static Schema<?> mistake() {
        Schema<?> mistake = object("One mistake", "source", "line", "column", "pointer", "rule", "value", "expected");
        mistake.addProperty("source", text("File; or query, path or body"))
                .addProperty("line", number("Line from 1; 0 if unknown"))
                .addProperty("column", number("Column from 1, in CSV the number of the cell; 0 if unknown"))
                .addProperty(
                        "pointer", text("JSON Pointer, name of the parameter or of the column of CSV; empty if none"))
                .addProperty("rule", text("Name of the rule; empty if it is in none"))
                .addProperty("value", text("What was found"))
                .addProperty("expected", text("What was expected, without that word"));
        return mistake;
    }

    private static Schema<?> object(String description, String... required) {
        Schema<?> object = new JsonSchema().typesItem("object");
        object.setDescription(description);
        object.setRequired(List.of(required));
        return object;
    }

    private static Schema<?> text(String description) {
        return new JsonSchema().typesItem("string").description(description);
    }

    private static Schema<?> number(String description) {
        return new JsonSchema().typesItem("integer").description(description);
    }
}
