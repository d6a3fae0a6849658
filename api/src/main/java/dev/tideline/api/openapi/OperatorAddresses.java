package dev.tideline.api.openapi;

import dev.tideline.api.problem.ProblemType;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Describes what monitoring asks. */
@Component
final class OperatorAddresses implements OpenApiCustomizer {

    private static final String TAG = "operation";

    /** What Spring Boot answers to who asks for nothing else. */
    private static final String ACTUATOR = "application/vnd.spring-boot.actuator.v3+json";

    @Override
    public void customise(OpenAPI document) {
        document.getComponents().addSchemas("Health", health());
        document.path("/health", health("getHealth", "Whether all is well, live and ready"))
                .path("/health/live", health("getLiveness", "Restart the server when this fails"))
                .path("/health/ready", health("getReadiness", "Send requests while this is up"))
                .path("/metrics", metrics());
    }

    private static PathItem health(String id, String summary) {
        MediaType body = new MediaType().schema(new JsonSchema().$ref("#/components/schemas/Health"));
        Content content = new Content().addMediaType("application/json", body).addMediaType(ACTUATOR, body);
        Operation get = new Operation()
                .operationId(id)
                .summary(summary)
                .description("Needs no key.")
                .security(List.of())
                .addTagsItem(TAG)
                .responses(new ApiResponses()
                        .addApiResponse(
                                "200", new ApiResponse().description("Up").content(content))
                        .addApiResponse(
                                "503", new ApiResponse().description("Down").content(content)));
        return new PathItem().get(get);
    }

    private static PathItem metrics() {
        MediaType body = new MediaType().schema(new JsonSchema().typesItem("string"));
        Operation get = new Operation()
                .operationId("getMetrics")
                .summary("Metrics for Prometheus")
                .addTagsItem(TAG)
                .responses(new ApiResponses()
                        .addApiResponse(
                                "200",
                                new ApiResponse()
                                        .description("In Prometheus's text format, or another that is accepted")
                                        .content(new Content().addMediaType("text/plain", body))));
        ErrorAnswers.add(get, ProblemType.UNAUTHENTICATED);
        ErrorAnswers.add(get, ProblemType.FORBIDDEN);
        return new PathItem().get(get);
    }

    private static Schema<?> health() {
        Schema<?> health = new JsonSchema().typesItem("object");
        health.setRequired(List.of("status"));
        health.addProperty("status", new JsonSchema().typesItem("string").description("UP or DOWN"));
        Schema<?> groups = new JsonSchema().typesItem("array");
        groups.setItems(new JsonSchema().typesItem("string"));
        health.addProperty("groups", groups.description("Parts that can be asked for; of /health alone"));
        return health;
    }
}
