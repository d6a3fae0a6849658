package dev.tideline.engine.sweep.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.Child;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.connection.DatabaseSettings;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.budgets.BudgetPlanReader;
import dev.tideline.rules.money.Assets;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One node in a process of its own: {@code host port database user chunk [budgets] [playbooks]}. It works until it is killed. */
public final class SweepNode {

    private SweepNode() {}

    /** Starts one and waits until it works. */
    public static Process started(DatabaseSettings settings, int chunk, String... budgets) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of(chunk));
        arguments.addAll(List.of(budgets));
        Process process = Child.of(SweepNode.class, "-Xmx512m", settings, arguments.toArray())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        List<String> before = new ArrayList<>();
        String line = output.readLine();
        while (line != null && !line.equals("ready")) {
            before.add(line);
            line = output.readLine();
        }
        assertThat(line).as(() -> "the node starts: " + before).isEqualTo("ready");
        Thread drain = new Thread(() -> output.lines().forEach(ignored -> {}));
        drain.setDaemon(true);
        drain.start();
        return process;
    }

    public static void main(String[] arguments) throws InterruptedException {
        DatabaseSettings settings =
                DatabaseSettings.of(arguments[0], Integer.parseInt(arguments[1]), arguments[2], arguments[3], "");
        Database database = Database.connect(settings.withConnections(6, 1));
        int chunk = Integer.parseInt(arguments[4]);
        BudgetPlan budgets = arguments.length > 5 && !arguments[5].isEmpty()
                ? BudgetPlanReader.read("budgets.yaml", arguments[5], Assets.shipped())
                        .orThrow()
                : BudgetPlan.shipped();
        Path folder = arguments.length > 6 ? Path.of(arguments[6]) : null;
        SweepWorld world =
                new SweepWorld(database, new SweepWorkers.Settings(2, chunk, Duration.ofSeconds(3)), folder, budgets);
        world.start();
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
