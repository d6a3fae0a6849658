package dev.tideline.api.server;

import dev.tideline.api.webhook.WorkLoop;
import dev.tideline.engine.live.LiveWorkers;
import dev.tideline.engine.replay.Replays;
import dev.tideline.engine.schedule.SweepScheduler;
import dev.tideline.engine.sweep.chunk.SweepMachine;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Sets sweeps, schedules, the relays and replays going. */
@Component
@Order(40)
final class WorkersStep implements StartStep {

    private final SweepMachine machine;
    private final LiveWorkers live;
    private final SweepScheduler scheduler;
    private final List<WorkLoop> relays;
    private final Replays replays;

    WorkersStep(
            SweepMachine machine, LiveWorkers live, SweepScheduler scheduler, List<WorkLoop> relays, Replays replays) {
        this.machine = machine;
        this.live = live;
        this.scheduler = scheduler;
        this.relays = List.copyOf(relays);
        this.replays = replays;
    }

    @Override
    public String title() {
        return "Sweeps, schedules, relays and replays at work";
    }

    @Override
    public void run() {
        machine.start();
        live.start();
        scheduler.start();
        relays.forEach(WorkLoop::start);
        replays.start();
    }
}
