package dev.tideline.engine.simulation;

import static dev.tideline.engine.simulation.SimulationScene.KEY;
import static dev.tideline.engine.simulation.SimulationScene.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.rules.playbook.Playbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A recount agrees with the simulation about what the money of a rival, whom everybody fits who fits the draft, leaves. */
final class RecountIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final String RIVAL = "rival-of-dormant";

    private static SimulationScene scene;

    @BeforeAll
    static void begin(@TempDir Path folder) throws IOException {
        Path own = Files.createDirectory(folder.resolve(RIVAL));
        for (Map.Entry<String, String> file : rival().entrySet()) {
            Files.writeString(own.resolve(file.getKey()), file.getValue());
        }
        scene = new SimulationScene(DB, 400, folder);
        scene.simulations.start();
    }

    /** The shipped playbook once more, served first. */
    private static Map<String, String> rival() {
        Map<String, String> files = new TreeMap<>(SimulationScene.shipped());
        files.replaceAll((name, text) -> text.replace(KEY, RIVAL));
        files.computeIfPresent(
                Playbook.DECLARATION,
                (name, text) -> text.replace("priority: 58", "priority: 100").replace("id: R03", "id: X99"));
        return files;
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static Simulation simulated(String most) {
        DB.database()
                .doInTransaction(transaction -> transaction
                        .sql(
                                "UPDATE playbook SET run_most = :most::numeric, run_asset = 'USDT' WHERE playbook = :rival")
                        .bind("most", most)
                        .bind("rival", RIVAL)
                        .update());
        return scene.run(SimulationScene.shipped(), "");
    }

    private static long audience(Simulation simulation) {
        return simulation.outcome().orElseThrow().audience();
    }

    @Test
    void whereTheMaximumOfItsPublicationHoldsTheRival() {
        Simulation held = simulated("0");
        assertThat(outcomes(held)).contains("GRANTED");
        assertThat(audience(held)).isPositive();
        assertThat(scene.simulations.recount(held.number(), START)).hasValue(audience(held));
        assertThat(audience(simulated(null))).as("nothing holds the rival now").isLessThan(audience(held));
        assertThat(scene.simulations.recount(held.number(), START).orElseThrow())
                .isLessThan(audience(held));
    }

    @Test
    void whereTheBudgetOfTheRivalDoesForSomeOnly() {
        Simulation scarce = simulated(null);
        assertThat(outcomes(scarce)).contains("GRANTED", Reason.lostTo(RIVAL));
        assertThat(scene.simulations.recount(scarce.number(), START)).hasValue(audience(scarce));
    }

    private static Set<String> outcomes(Simulation simulation) {
        return scene.simulations.results(simulation.number()).orElseThrow().rules().stream()
                .filter(rule -> rule.draft() > 0)
                .map(SimulationResults.RuleCount::reason)
                .collect(Collectors.toUnmodifiableSet());
    }
}
