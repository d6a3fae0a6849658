package dev.tideline.api.authoring.life;

import dev.tideline.api.authoring.Words;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.engine.authoring.publication.Publishing;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version that is to come into force, with what its simulation said.
 *
 * @param version content hash of the version
 * @param simulation id of the simulation
 * @param audience persons, as it said
 * @param maximumSpend most that a run may grant, as it said: an exact decimal in the reference currency
 * @param share percent of persons that it is to act for; 100 if missing
 * @param note why; needed
 */
record NewPublication(
        @Nullable String version,
        @Nullable String simulation,
        @Nullable Long audience,
        @Schema(example = "1200.50") @Nullable String maximumSpend,

        @Schema(minimum = "1", maximum = "100", defaultValue = "100") @Nullable
        Integer share,

        @Nullable String note) {

    Publishing read(String playbook, Asset reference, String who) {
        List<Problem> problems = new ArrayList<>();
        String hash = NewApproval.version(version, problems);
        long number = NewApproval.simulation(simulation, problems);
        if (audience == null || audience < 0) {
            problems.add(NewApproval.problem(
                    "/audience", String.valueOf(audience), Wording.of("the persons that the simulation found")));
        }
        Money spend = spend(reference, problems);
        int percent = share == null ? NewShare.EVERYBODY : share;
        if (percent < 1 || percent > NewShare.EVERYBODY) {
            problems.add(NewShare.problem(share));
        }
        String why = Words.why(note, problems);
        if (!problems.isEmpty() || audience == null) {
            throw ProblemException.refused(problems);
        }
        return new Publishing(playbook, hash, number, audience, spend, percent, why, who);
    }

    private Money spend(Asset reference, List<Problem> problems) {
        String text = maximumSpend == null ? "" : maximumSpend;
        if (text.matches("\\d{1,40}(\\.\\d{1,40})?")) {
            try {
                return reference.of(new BigDecimal(text));
            } catch (IllegalArgumentException e) {
                // Told below: it is finer than the currency.
            }
        }
        problems.add(NewApproval.problem(
                "/maximum_spend",
                text,
                Wording.of("the maximum spend that the simulation found, in {0}: \"1200.50\"", reference)));
        return reference.zero();
    }
}
