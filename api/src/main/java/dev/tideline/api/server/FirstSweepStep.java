package dev.tideline.api.server;

import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.sweep.Run;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.engine.sweep.SweepRequest;
import dev.tideline.engine.sweep.Sweeps;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Runs every playbook that acts over a fresh demo population and prints what was decided. */
@Component
@Order(50)
final class FirstSweepStep implements StartStep {

    private static final long LOOK_MILLIS = 250;

    private final DemoStep demo;
    private final Sweeps sweeps;
    private final RulebookHolder holder;
    private final PrintStream out = System.out;
    private final CountDownLatch never = new CountDownLatch(1);

    FirstSweepStep(DemoStep demo, Sweeps sweeps, RulebookHolder holder) {
        this.demo = demo;
        this.sweeps = sweeps;
        this.holder = holder;
    }

    @Override
    public String title() {
        return demo.filled() ? "First sweep done" : "No sweep at start";
    }

    @Override
    public void run() {
        if (!demo.filled()) {
            return;
        }
        RunId id = sweeps.start(SweepRequest.everything("demo").forEverybody());
        Run run = ended(id);
        if (run.state() != RunState.DONE) {
            throw new IllegalStateException("The first sweep ended as " + run.state() + ": " + run.reason());
        }
        RunSummary.print(run, holder.current().states().values(), out);
    }

    private Run ended(RunId id) {
        Run run = sweeps.find(id).orElseThrow();
        while (!run.state().isFinal() && run.state() != RunState.HELD) {
            pause();
            run = sweeps.find(id).orElseThrow();
        }
        return run;
    }

    private void pause() {
        try {
            var unused = never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while the first sweep was running", e);
        }
    }
}
