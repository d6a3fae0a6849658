package dev.tideline.api.authoring;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tideline.api.problem.Languages;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.authoring.version.Version;
import dev.tideline.engine.authoring.version.Versions;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Versions: made of drafts that are sound, and never changed. */
@RestController
@Tag(name = "authoring", description = "From a draft to a version in force")
class VersionController {

    private final Versions versions;

    VersionController(Versions versions) {
        this.versions = versions;
    }

    /** The versions of a playbook, the latest first. */
    record VersionList(List<VersionView> items) {}

    /**
     * A version with its files.
     *
     * @param about who made it, and when it was in force
     * @param files exactly as they were brought; a workbook's bytes in Base64
     */
    record VersionDetail(@JsonUnwrapped VersionView about, Map<String, String> files) {}

    /** What is to be validated: a version; the draft if none is named. */
    record WantedValidation(@Nullable String version) {}

    @PostMapping("/v1/playbooks/{key}:validate")
    @Operation(
            operationId = "validatePlaybook",
            summary = "Check the draft: rules, cases and money. If it is sound it becomes a version",
            description = "With a version in the body, that one is checked anew beside the playbooks in force now.")
    Mono<ValidationView> validate(
            @PathVariable String key,
            @RequestBody(required = false) @Nullable WantedValidation wanted,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
            KeyAuthentication caller) {
        String version = wanted == null ? null : wanted.version();
        return Refusals.call(() ->
                        version == null ? versions.validate(key, caller.getName()) : versions.revalidate(key, version))
                .map(found -> ValidationView.of(found, Languages.of(headers)));
    }

    @GetMapping("/v1/playbooks/{key}/versions")
    @Operation(operationId = "listVersions", summary = "All versions of a playbook with who, when and why")
    Mono<VersionList> list(@PathVariable String key) {
        return Refusals.call(() -> versions.all(key))
                .map(all -> new VersionList(all.stream().map(VersionView::of).toList()))
                .filter(list -> !list.items().isEmpty())
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(Wording.of("playbook"), key)));
    }

    @GetMapping("/v1/playbooks/{key}/versions/{hash}")
    @Operation(operationId = "getVersion", summary = "A version with its files, exactly as they were brought")
    Mono<VersionDetail> get(@PathVariable String key, @PathVariable String hash) {
        return Refusals.call(() -> {
            Version version = versions.find(key, hash).orElseThrow(() -> Versions.unknown(key, hash));
            return new VersionDetail(
                    VersionView.of(version), versions.files(key, hash).orElseThrow());
        });
    }
}
