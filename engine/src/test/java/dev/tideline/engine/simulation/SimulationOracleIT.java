package dev.tideline.engine.simulation;

import static dev.tideline.engine.simulation.SimulationScene.KEY;
import static dev.tideline.engine.simulation.SimulationScene.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.simulation.SimulationResults.BudgetUse;
import dev.tideline.engine.simulation.SimulationResults.RivalCount;
import dev.tideline.engine.simulation.SimulationResults.RuleCount;
import dev.tideline.engine.sweep.Run;
import dev.tideline.engine.sweep.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a simulation says of both sides is what real sweeps come to: one as things stand, one with the draft in force. */
final class SimulationOracleIT {

    @RegisterExtension
    static final TestDatabase LIVE = new TestDatabase();

    @RegisterExtension
    static final TestDatabase DRAFT = new TestDatabase();

    private static final int USERS = 2_000;

    private static final String SERVED = """
            SELECT DISTINCT d.playbook || ' ' || p.person_id AS line
              FROM decision d JOIN users u USING (user_no) JOIN person p ON p.person_no = u.person_no
             WHERE d.outcome = 'GRANTED'
            """;

    private static String before;
    private static String after;
    private static Simulation simulation;
    private static SimulationResults results;
    private static Run liveRun;
    private static Run draftRun;
    private static Set<String> liveServed;
    private static Set<String> draftServed;
    private static String claimed;

    @BeforeAll
    static void compare(@TempDir Path folder) throws IOException {
        try (SimulationScene scene = new SimulationScene(LIVE, USERS, null)) {
            before = scene.checksums();
            scene.simulations.start();
            simulation = scene.run(SimulationScene.draft(), "");
            results = scene.simulations.results(simulation.number()).orElseThrow();
            after = scene.checksums();
            liveRun = scene.world.sweep(START, false);
            liveServed = new HashSet<>(scene.lines(SERVED));
        }
        Path own = Files.createDirectory(folder.resolve(KEY));
        for (Map.Entry<String, String> file : SimulationScene.draft().entrySet()) {
            Files.writeString(own.resolve(file.getKey()), file.getValue());
        }
        try (SimulationScene scene = new SimulationScene(DRAFT, USERS, folder)) {
            draftRun = scene.world.sweep(START, false);
            draftServed = new HashSet<>(scene.lines(SERVED));
            claimed = scene.lines(
                            "SELECT (spent / power(10::numeric, decimals))::numeric(20, 0)::text AS line FROM budget"
                                    + " WHERE kind = 'CAMPAIGN' AND key = '" + KEY + "'")
                    .get(0);
        }
    }

    @Test
    void changesNoLiveRow() {
        assertThat(before).contains("users ", "decision ", "outbox ", "budget ", "ledger_grant ", "user_state ");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void candidatesOnTheLiveSideEndAsInASweep() {
        assertThat(liveRun.state()).isEqualTo(RunState.DONE);
        assertThat(counts(RuleCount::live)).hasSizeGreaterThan(3).isEqualTo(counts(liveRun));
    }

    @Test
    void candidatesOnTheDraftSideEndAsInASweepWithTheDraftInForce() {
        assertThat(draftRun.state()).isEqualTo(RunState.DONE);
        assertThat(counts(RuleCount::draft)).hasSizeGreaterThan(3).isEqualTo(counts(draftRun));
        assertThat(counts(RuleCount::draft)).isNotEqualTo(counts(RuleCount::live));
        assertThat(counts(RuleCount::draft).keySet()).anyMatch(key -> key.contains("BUDGET_EXHAUSTED"));
    }

    private static Map<String, Long> counts(ToLongFunction<RuleCount> side) {
        return results.rules().stream()
                .filter(count -> side.applyAsLong(count) > 0)
                .collect(Collectors.groupingBy(
                        count -> count.outcome() + " " + count.reason(), TreeMap::new, Collectors.summingLong(side)));
    }

    private static Map<String, Long> counts(Run run) {
        return run.counts().stream()
                .filter(count -> count.playbook().equals(KEY))
                .collect(Collectors.toMap(
                        count -> count.outcome() + " " + count.reason(),
                        count -> count.count(),
                        Long::sum,
                        TreeMap::new));
    }

    @Test
    void whoEntersAndLeavesIsWhoIsServedOnOneSideOnly() {
        Set<String> live = own(liveServed);
        Set<String> draft = own(draftServed);
        SimulationResults.Served audience = results.audience();
        assertThat(audience.live()).isEqualTo(live.size());
        assertThat(audience.draft()).isEqualTo(draft.size());
        assertThat(simulation.outcome().orElseThrow().audience()).isEqualTo(draft.size());
        assertThat(audience.entering()).isEqualTo(minus(draft, live).size()).isPositive();
        assertThat(audience.leaving()).isEqualTo(minus(live, draft).size()).isPositive();
        assertThat(audience.staying())
                .isEqualTo(live.size() - audience.leaving())
                .isPositive();
    }

    private static Set<String> own(Set<String> served) {
        return served.stream().filter(line -> line.startsWith(KEY + " ")).collect(Collectors.toSet());
    }

    private static Set<String> minus(Set<String> from, Set<String> less) {
        Set<String> rest = new HashSet<>(from);
        rest.removeAll(less);
        return rest;
    }

    @Test
    void otherPlaybooksLoseAndGainWhomTheyWouldInDeed() {
        assertThat(rivals(RivalCount::loses)).isNotEmpty().isEqualTo(others(minus(liveServed, draftServed)));
        assertThat(rivals(RivalCount::gains)).isEqualTo(others(minus(draftServed, liveServed)));
    }

    private static Map<String, Long> rivals(ToLongFunction<RivalCount> side) {
        return results.rivals().stream()
                .filter(rival -> side.applyAsLong(rival) > 0)
                .collect(Collectors.groupingBy(RivalCount::playbook, TreeMap::new, Collectors.summingLong(side)));
    }

    private static Map<String, Long> others(Set<String> served) {
        return served.stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .filter(key -> !key.equals(KEY))
                .collect(Collectors.groupingBy(key -> key, TreeMap::new, Collectors.counting()));
    }

    @Test
    void theMaximumIsWhatTheLedgerReserves() {
        BudgetUse campaign = results.budgets().stream()
                .filter(use -> use.budget().equals("CAMPAIGN:" + KEY))
                .findFirst()
                .orElseThrow();
        assertThat(campaign.maximum().amount()).isEqualTo(claimed);
        assertThat(campaign.left().amount()).isEqualTo("595");
        assertThat(simulation.outcome().orElseThrow().maximumSpend().reference())
                .isEqualTo(campaign.maximum());
        assertThat(results.draft().grants()).isPositive();
        assertThat(results.budgets()).extracting(BudgetUse::budget).contains("PERIOD:everything");
    }

    @Test
    void slicesAddUp() {
        for (String dimension : Set.of("region", "value_band")) {
            assertThat(results.slices().stream()
                            .filter(slice -> slice.dimension().equals(dimension))
                            .mapToLong(slice -> slice.audience().draft())
                            .sum())
                    .isEqualTo(results.audience().draft());
        }
    }
}
