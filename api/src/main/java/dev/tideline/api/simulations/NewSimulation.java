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
 * A wanted simulation.
 *
 * @param version hash of a stored version of the playbook
 * @param files the files of a draft, name to text
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

    /**
     * The request, or everything that is wrong with it.
     *
     * @param stored gives the files of a stored version
     */
    Checked<SimulationRequest> read(
            String playbook, Function<String, Optional<Map<String, String>>> stored, String caller) {
        if ((version == null) == (files == null)) {
            return new Checked.Invalid<>(List.of(problem(
                    "/version", "", Wording.of("either the hash of a stored version or the files of a draft"))));
        }
        Map<String, String> texts =
                version == null ? files : stored.apply(version).orElse(null);
        return texts == null
                ? new Checked.Invalid<>(
                        List.of(problem("/version", version, Wording.of("the hash of a stored version"))))
                : new Checked.Valid<>(
                        new SimulationRequest(playbook, texts, Objects.requireNonNullElse(filter, ""), null, caller));
    }

    private static Problem problem(String pointer, @Nullable String value, Wording expected) {
        return new Problem(Place.pointer("body", pointer), Objects.requireNonNullElse(value, ""), expected);
    }
}
