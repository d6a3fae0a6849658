package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.connection.DatabaseSettings;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.budgets.BudgetPlanReader;
import dev.tideline.rules.money.Assets;
import java.time.Duration;

/** One node in a process of its own: {@code host port database user chunk [budgets]}. It works until it is killed. */
public final class SweepNode {

    private SweepNode() {}

    public static void main(String[] arguments) throws InterruptedException {
        DatabaseSettings settings =
                DatabaseSettings.of(arguments[0], Integer.parseInt(arguments[1]), arguments[2], arguments[3], "");
        Database database = Database.connect(settings.withConnections(6, 1));
        int chunk = Integer.parseInt(arguments[4]);
        BudgetPlan budgets = arguments.length > 5
                ? BudgetPlanReader.read("budgets.yaml", arguments[5], Assets.shipped())
                        .orThrow()
                : BudgetPlan.shipped();
        SweepWorld world =
                new SweepWorld(database, new SweepWorkers.Settings(2, chunk, Duration.ofSeconds(3)), null, budgets);
        world.start();
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
