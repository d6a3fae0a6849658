package dev.tideline.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.decision.store.PostgresDecisionStore;
import dev.tideline.engine.delivery.outbox.PostgresOutbox;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.job.JobWork.Stage;
import dev.tideline.engine.replay.walk.ReplayedPlaybook;
import dev.tideline.engine.simulation.tally.Samples.Kind;
import dev.tideline.engine.simulation.tally.Side;
import dev.tideline.engine.simulation.tally.Tally;
import dev.tideline.engine.simulation.world.Comparison;
import dev.tideline.engine.simulation.world.Given;
import dev.tideline.engine.users.PostgresUserStore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever cannot be evaluated any more when his turn at scarce budgets comes is counted as that, not as one whom no rule fits. */
final class LostTurnsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @Test
    void areACountOfTheirOwn() {
        try (SimulationScene scene = new SimulationScene(DB, 400, null)) {
            Tally whole = tally(scene, "SELECT 1 AS n");
            assertThat(whole.lost()).isZero();
            Tally broken = tally(scene, """
                    INSERT INTO user_state (user_no, segments, due_schedules, due_instants)
                    SELECT user_no, '"broken"', '{}', '{}' FROM users
                    ON CONFLICT (user_no) DO UPDATE SET segments = excluded.segments
                    """);
            assertThat(broken.lost()).isPositive();
            assertThat(broken.poisoned()).isZero();
            assertThat(broken.persons()).isEqualTo(whole.persons());
            assertThat(broken.served(Tally.ALL, Side.LIVE)).isLessThan(whole.served(Tally.ALL, Side.LIVE));
            assertThat(broken.changes(Tally.ALL, Kind.LEAVES))
                    .as("whoever is lost neither enters nor leaves")
                    .isLessThanOrEqualTo(whole.changes(Tally.ALL, Kind.LEAVES));
        }
    }

    /** Does something between the first stage and the turns. */
    private static Tally tally(SimulationScene scene, String between) {
        EvaluationPolicy policy = scene.world.policy();
        PostgresUserStore users = new PostgresUserStore(DB.database());
        ReplayedPlaybook draft = ReplayedPlaybook.read(
                        SimulationScene.draft(), policy.model().vocabulary())
                .orThrow();
        Given given = DB.database()
                .inTransaction(transaction -> Given.of(
                        transaction,
                        draft.playbook(),
                        draft.rulebook(),
                        scene.world.holder().current(),
                        null,
                        SimulationScene.START,
                        policy,
                        users));
        Comparison comparison = new Comparison(
                DB.database(), users, new PostgresDecisionStore(new PostgresOutbox(), policy.limits()), policy, given);
        List<Stage> stages = comparison.stages();
        stages.get(0).work(() -> false);
        DB.database().doInTransaction(transaction -> transaction.execute(between));
        stages.get(1).work(() -> false);
        stages.get(2).work(() -> false);
        return comparison.tally();
    }
}
