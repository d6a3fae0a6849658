package dev.tideline.api.simulations;

import dev.tideline.engine.simulation.SimulationRequest;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A wanted simulation: of a stored version, of files, or else of the draft as it is saved.
 *
 * @param version hash of a stored version of the playbook; null if files or the draft are meant
 * @param files the files of a draft, name to text; null if a version or the saved draft is meant
 * @param filter condition on users; missing for everybody
 */
record NewSimulation(
        @Schema(description = "Hash of a stored version of the playbook") @Nullable
        String version,

        @Schema(description = "The files of a draft, name to text; a workbook stands as its bytes in Base64") @Nullable
        Map<String, String> files,

        @Schema(
                description = "Only persons of whom it holds for an account are looked at; written as in rules",
                example = "regionGroup in (\"SG\", \"HK\"), totalAsset >= 100")
        @Nullable
        String filter) {

    /** Of the saved draft, on everybody. */
    static final NewSimulation OF_THE_DRAFT = new NewSimulation(null, null, null);

    /**
     * The request, or everything that is wrong with it.
     *
     * @param stored gives the files of a stored version
     * @param draft gives the files of the saved draft of a playbook
     */
    Checked<SimulationRequest> read(
            String playbook,
            Function<String, Optional<Map<String, String>>> stored,
            Function<String, Optional<Map<String, String>>> draft,
            String caller) {
        if (version != null && files != null) {
            return invalid(
                    "/version", version, Wording.of("either the hash of a stored version or the files of a draft"));
        }
        if (version != null) {
            return stored.apply(version)
                    .map(texts -> request(playbook, texts, caller))
                    .orElseGet(() -> invalid("/version", version, Wording.of("the hash of a stored version")));
        }
        return Optional.ofNullable(files)
                .or(() -> draft.apply(playbook))
                .map(texts -> request(playbook, texts, caller))
                .orElseGet(() -> invalid("/files", "", Wording.of("files, since `{0}` has no draft", playbook)));
    }

    private Checked<SimulationRequest> request(String playbook, Map<String, String> texts, String caller) {
        return new Checked.Valid<>(
                new SimulationRequest(playbook, texts, Objects.requireNonNullElse(filter, ""), null, caller));
    }

    private static Checked<SimulationRequest> invalid(String pointer, String value, Wording expected) {
        return new Checked.Invalid<>(List.of(new Problem(Place.pointer("body", pointer), value, expected)));
    }
}
