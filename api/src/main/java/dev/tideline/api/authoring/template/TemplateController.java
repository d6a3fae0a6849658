package dev.tideline.api.authoring.template;

import dev.tideline.api.problem.Languages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Files to begin a playbook with, to download. */
@RestController
@Tag(name = "authoring", description = "From a draft to a version in force")
class TemplateController {

    @GetMapping(path = "/v1/templates/{name}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Operation(
            operationId = "getTemplate",
            summary = "A file to begin a playbook with: rules in any notation, its declaration, its cases",
            description =
                    "rules.xlsx, rules.csv, rules.en.dslr, rules.zh.dslr, rules.drl, playbook.yaml or scenarios.yaml; the"
                            + " headings of a table in English or Chinese by Accept-Language")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<byte[]> get(
            @PathVariable String name, @Parameter(hidden = true) @RequestHeader HttpHeaders headers) {
        return Starter.download(name, Languages.of(headers));
    }
}
