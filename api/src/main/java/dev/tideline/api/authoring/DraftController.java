package dev.tideline.api.authoring;

import dev.tideline.api.problem.Languages;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.authoring.Draft;
import dev.tideline.engine.authoring.Drafts;
import dev.tideline.engine.authoring.validation.Validator;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.SchemaProperty;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Drafts: the files of a playbook while somebody works on them. */
@RestController
@Tag(name = "authoring", description = "From a draft to a version in force")
class DraftController {

    private static final String PATH = "/v1/playbooks/{key}/draft";

    private final Drafts drafts;
    private final Validator validator;

    DraftController(Drafts drafts, Validator validator) {
        this.drafts = drafts;
        this.validator = validator;
    }

    @GetMapping(PATH)
    @Operation(
            operationId = "getDraft",
            summary = "The draft of a playbook, or the version in force if nobody has saved one; its ETag is what"
                    + " If-Match takes")
    Mono<ResponseEntity<DraftView>> get(@PathVariable String key) {
        return Refusals.call(() ->
                        drafts.find(key).orElseThrow(() -> ProblemException.notFound(Wording.of("playbook"), key)))
                .map(draft -> answer(draft, null));
    }

    @PutMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "putDraft",
            summary = "Save all files of a draft; what is wrong with them comes back, and they are saved all the same",
            description = "If-Match names the ETag that they replace; without it only the first draft of a new playbook"
                    + " is saved. A form (multipart/form-data) may hold the files, workbooks as they are, and a field"
                    + " `note`.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = NewDraft.class)),
                                @Content(
                                        mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                        schemaProperties = {
                                            @SchemaProperty(
                                                    name = "files",
                                                    array =
                                                            @ArraySchema(
                                                                    schema =
                                                                            @Schema(
                                                                                    type = "string",
                                                                                    format = "binary"))),
                                            @SchemaProperty(name = "note", schema = @Schema(type = "string"))
                                        })
                            }))
    Mono<ResponseEntity<DraftView>> put(
            @PathVariable String key,
            @RequestHeader(name = "If-Match", required = false) @Nullable String revision,
            @RequestBody NewDraft wanted,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
            KeyAuthentication caller) {
        return save(key, revision, wanted, Languages.of(headers), caller.getName());
    }

    @PutMapping(path = PATH, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(hidden = true)
    Mono<ResponseEntity<DraftView>> upload(
            @PathVariable String key,
            @RequestHeader(name = "If-Match", required = false) @Nullable String revision,
            @RequestBody Flux<DataBuffer> body,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
            KeyAuthentication caller) {
        return UploadedFiles.read(body, headers)
                .flatMap(wanted -> save(key, revision, wanted, Languages.of(headers), caller.getName()));
    }

    @DeleteMapping(PATH)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteDraft", summary = "Throw a draft away: one begins with the version in force again")
    Mono<Void> discard(
            @PathVariable String key,
            @RequestHeader(name = "If-Match", required = false) @Nullable String revision,
            KeyAuthentication caller) {
        return Refusals.call(() -> {
                    drafts.discard(key, Words.revision(revision), caller.getName());
                    return key;
                })
                .then();
    }

    private Mono<ResponseEntity<DraftView>> save(
            String key, @Nullable String revision, NewDraft wanted, Locale language, String who) {
        return Refusals.call(() -> {
            Draft saved = drafts.save(key, wanted.given(), Words.revision(revision), Words.of(wanted.note()), who);
            return answer(saved, ValidationView.of(validator.validate(key, saved.files()), language));
        });
    }

    private static ResponseEntity<DraftView> answer(Draft draft, @Nullable ValidationView validation) {
        return ResponseEntity.ok().eTag(draft.version()).body(DraftView.of(draft, validation));
    }
}
