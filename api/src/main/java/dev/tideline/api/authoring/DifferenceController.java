package dev.tideline.api.authoring;

import dev.tideline.engine.authoring.Draft;
import dev.tideline.engine.authoring.Drafts;
import dev.tideline.engine.authoring.comparison.CellDifference;
import dev.tideline.engine.authoring.comparison.Comparison;
import dev.tideline.engine.authoring.comparison.FileDifference;
import dev.tideline.engine.authoring.version.Version;
import dev.tideline.engine.authoring.version.Versions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What differs between versions of a playbook. */
@RestController
@Tag(name = "authoring", description = "From a draft to a version in force")
class DifferenceController {

    private static final String LIVE = "live";
    private static final String DRAFT = "draft";

    private final Drafts drafts;
    private final Versions versions;

    DifferenceController(Drafts drafts, Versions versions) {
        this.drafts = drafts;
        this.versions = versions;
    }

    /**
     * What differs.
     *
     * @param from hash of the earlier files; empty if there are none
     * @param to hash of the later files
     * @param files every file that differs
     */
    record VersionDifference(String from, String to, List<FileDifferenceView> files) {}

    /**
     * One file that differs.
     *
     * @param name its name
     * @param kind ADDED, REMOVED or CHANGED
     * @param lines as diff -u tells it; empty for workbooks
     * @param cells for a table, every cell that differs
     */
    record FileDifferenceView(String name, String kind, List<String> lines, List<CellDifference> cells) {
        static FileDifferenceView of(FileDifference difference) {
            return new FileDifferenceView(
                    difference.name(), difference.kind().name(), difference.lines(), difference.cells());
        }
    }

    /** Files with their hash. */
    private record Side(String hash, Map<String, String> files) {}

    @GetMapping("/v1/playbooks/{key}/diff")
    @Operation(
            operationId = "diffVersions",
            summary = "What differs between two versions: lines of every file, and cells of tables by rule and heading")
    Mono<VersionDifference> diff(
            @PathVariable String key,
            @Parameter(description = "Hash of a version, `live` (the default) or `draft`")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "Hash of a version, `live` or `draft` (the default)")
                    @RequestParam(required = false)
                    @Nullable
                    String to) {
        return Refusals.call(() -> {
            Side after = side(key, to == null ? DRAFT : to);
            Side before = side(key, from == null ? LIVE : from);
            return new VersionDifference(
                    before.hash(),
                    after.hash(),
                    Comparison.of(before.files(), after.files()).stream()
                            .map(FileDifferenceView::of)
                            .toList());
        });
    }

    private Side side(String key, String which) {
        if (which.equals(DRAFT)) {
            Draft draft = drafts.find(key).orElseThrow(() -> Versions.unknown(key, which));
            return new Side(draft.version(), draft.files());
        }
        if (which.equals(LIVE)) {
            return versions.all(key).stream()
                    .filter(Version::inForce)
                    .findFirst()
                    .map(version -> kept(key, version.hash()))
                    .orElseGet(() -> new Side("", Map.of()));
        }
        return kept(key, which);
    }

    private Side kept(String key, String hash) {
        return new Side(hash, versions.files(key, hash).orElseThrow(() -> Versions.unknown(key, hash)));
    }
}
