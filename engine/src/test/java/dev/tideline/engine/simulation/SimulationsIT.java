package dev.tideline.engine.simulation;

import static dev.tideline.engine.simulation.SimulationScene.KEY;
import static dev.tideline.engine.simulation.SimulationScene.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.job.JobState;
import dev.tideline.engine.simulation.SimulationResults.Sample;
import dev.tideline.engine.simulation.tally.Ending;
import dev.tideline.engine.simulation.tally.Samples.Kind;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SimulationsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static SimulationScene scene;
    private static Simulation draft;
    private static long waiting;

    @BeforeAll
    static void simulate() {
        scene = new SimulationScene(DB, 400, null);
        waiting = scene.simulations
                .plan(SimulationScene.request(SimulationScene.draft(), ""))
                .orThrow();
        assertThat(scene.simulations.cancel(waiting, "tester")).isTrue();
        scene.simulations.start();
        draft = scene.run(SimulationScene.draft(), "");
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void oneThatIsStoppedStaysStoppedAndIsListed() {
        Simulation cancelled = scene.simulations.find(waiting).orElseThrow();
        assertThat(cancelled.state()).isEqualTo(JobState.CANCELLED);
        assertThat(cancelled.reason()).isEqualTo("Cancelled by tester");
        assertThat(cancelled.outcome()).isEmpty();
        assertThat(scene.simulations.cancel(waiting, "tester")).isFalse();
        assertThat(scene.simulations.recount(waiting)).isEmpty();
        assertThat(scene.simulations.results(waiting)).isEmpty();
        assertThat(scene.simulations.of(KEY)).extracting(Simulation::number).contains(waiting, draft.number());
        assertThat(scene.simulations.of("no-such")).isEmpty();
    }

    @Test
    void theSameFilesChangeNothing() {
        SimulationResults same = results(scene.run(SimulationScene.shipped(), ""));
        assertThat(same.audience().live())
                .isPositive()
                .isEqualTo(same.audience().draft());
        assertThat(same.audience().entering()).isZero();
        assertThat(same.audience().leaving()).isZero();
        assertThat(same.rules()).isNotEmpty().allMatch(rule -> rule.live() == rule.draft());
        assertThat(same.rivals()).isEmpty();
        assertThat(same.live()).isEqualTo(same.draft());
    }

    private static SimulationResults results(Simulation simulation) {
        return scene.simulations.results(simulation.number()).orElseThrow();
    }

    @Test
    void aFilterLeavesOutWhomItDoesNotFit() {
        SimulationResults all = results(draft);
        SimulationResults untraded = results(scene.run(SimulationScene.draft(), "tradeCountTotal == 0"));
        SimulationResults traded = results(scene.run(SimulationScene.draft(), "tradeCountTotal >= 1"));
        assertThat(untraded.persons()).isPositive().isLessThan(all.persons());
        assertThat(untraded.audience().draft())
                .as("only those who have another account")
                .isLessThan(traded.audience().draft());
        assertThat(traded.persons()).isPositive().isLessThan(all.persons());
        assertThat(traded.audience().draft()).isPositive();
        SimulationResults nobody = results(scene.run(SimulationScene.draft(), "tradeCountTotal >= 1000000"));
        assertThat(nobody.persons()).isZero();
        assertThat(nobody.audience().draft()).isZero();
    }

    @Test
    void samplesShowReasonsBeforeAndAfter() {
        List<Sample> samples = scene.simulations.samples(draft.number());
        Map<Kind, List<Sample>> kinds = samples.stream().collect(Collectors.groupingBy(Sample::kind));
        assertThat(kinds).containsKeys(Kind.ENTERS, Kind.LEAVES);
        assertThat(kinds.get(Kind.ENTERS)).allSatisfy(sample -> {
            assertThat(sample.users()).isNotEmpty().allMatch(user -> user.startsWith("u"));
            assertThat(own(sample.draft().candidates())).anyMatch(Ending::serves);
            assertThat(own(sample.live().candidates())).noneMatch(Ending::serves);
        });
        assertThat(kinds.get(Kind.LEAVES)).allSatisfy(sample -> {
            assertThat(own(sample.live().candidates())).anyMatch(Ending::serves);
            assertThat(own(sample.draft().candidates())).noneMatch(Ending::serves);
        });
        assertThat(kinds.get(Kind.ENTERS))
                .filteredOn(sample -> own(sample.live().candidates()).isEmpty())
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(sample.live().misfits())
                        .anyMatch(misfit -> misfit.clause().startsWith("daysSinceLastTrade")
                                && misfit.values().containsKey("daysSinceLastTrade")));
        assertThat(results(draft).audience().entering())
                .isGreaterThanOrEqualTo(kinds.get(Kind.ENTERS).size());
    }

    private static List<Ending> own(List<Ending> endings) {
        return endings.stream().filter(ending -> ending.playbook().equals(KEY)).toList();
    }

    @Test
    void touchesTellWhereTheyEnd() {
        assertThat(results(draft).touches())
                .isNotEmpty()
                .anyMatch(touch -> Set.of("SENT", "DEFERRED").contains(touch.fate()) && touch.draft() > 0);
    }

    @Test
    void aRecountFollowsThePopulation() {
        Simulation fresh = scene.run(SimulationScene.draft(), "");
        long audience = fresh.outcome().orElseThrow().audience();
        assertThat(scene.simulations.recount(fresh.number(), START)).hasValue(audience);
        List<String> events = new ArrayList<>();
        List<Sample> served = scene.simulations.samples(fresh.number()).stream()
                .filter(sample -> sample.kind() == Kind.ENTERS)
                .toList();
        served.forEach(sample -> sample.users().forEach(user -> events.add(trade(user))));
        scene.world.events(events, START);
        assertThat(scene.simulations.recount(fresh.number(), START).orElseThrow())
                .isLessThan(audience)
                .isGreaterThanOrEqualTo(audience - 2L * served.size());
    }

    private static String trade(String user) {
        return """
                {"event_id":"%s","type":"trade.executed","user_id":"%s","occurred_at":"%s",\
                "payload":{"product":"spot","usdt":"10"}}""".formatted(UUID.randomUUID(), user, START.minusSeconds(3_600));
    }

    @Test
    void tellsEverythingThatIsWrongWithADraftAndItsFilter() {
        Map<String, String> broken = new HashMap<>(SimulationScene.draft());
        broken.computeIfPresent("rules.drl", (name, text) -> text.replace("totalAsset", "totalAssets"));
        assertThat(problems(KEY, broken, "noSuch == 1"))
                .extracting(problem -> problem.place().text())
                .anyMatch(place -> place.startsWith("rules.drl"))
                .anyMatch(place -> place.startsWith("filter"));
        assertThat(problems("another", SimulationScene.draft(), ""))
                .extracting(problem -> problem.place().text())
                .allMatch(place -> place.startsWith(Playbook.DECLARATION))
                .hasSize(1);
        assertThat(problems(KEY, SimulationScene.draft(), "x".repeat(20_000))).hasSize(1);
    }

    private static List<Problem> problems(String key, Map<String, String> files, String filter) {
        return scene.simulations
                .plan(new SimulationRequest(key, files, filter, START, "tester"))
                .problems();
    }
}
