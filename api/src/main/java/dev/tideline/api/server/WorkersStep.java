package dev.tideline.api.server;

import dev.tideline.api.webhook.WorkLoop;
import dev.tideline.engine.live.LiveWorkers;
import dev.tideline.engine.replay.Replays;
import dev.tideline.engine.schedule.SweepScheduler;
import dev.tideline.engine.simulation.Simulations;
import dev.tideline.engine.sweep.chunk.SweepMachine;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Sets sweeps, schedules, the relays, replays and simulations going. */
@Component
@Order(40)
final class WorkersStep implements StartStep {

    private final SweepMachine machine;
    private final LiveWorkers live;
    private final SweepScheduler scheduler;
    private final List<WorkLoop> relays;
    private final Replays replays;
    private final Simulations simulations;

    WorkersStep(
            SweepMachine machine,
            LiveWorkers live,
            SweepScheduler scheduler,
            List<WorkLoop> relays,
            Replays replays,
            Simulations simulations) {
        this.machine = machine;
        this.live = live;
        this.scheduler = scheduler;
        this.relays = List.copyOf(relays);
        this.replays = replays;
        this.simulations = simulations;
    }

    @Override
    public String title() {
        return "Sweeps, schedules, relays, replays and simulations at work";
    }

    @Override
    public void run() {
        machine.start();
        live.start();
        scheduler.start();
        relays.forEach(WorkLoop::start);
        replays.start();
        simulations.start();
    }
}
