package dev.tideline.api.server;

import dev.tideline.api.webhook.RelayLoop;
import dev.tideline.engine.schedule.SweepScheduler;
import dev.tideline.engine.sweep.chunk.SweepMachine;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Sets sweeps, schedules and the relay going. */
@Component
@Order(40)
final class WorkersStep implements StartStep {

    private final SweepMachine machine;
    private final SweepScheduler scheduler;
    private final RelayLoop relay;

    WorkersStep(SweepMachine machine, SweepScheduler scheduler, RelayLoop relay) {
        this.machine = machine;
        this.scheduler = scheduler;
        this.relay = relay;
    }

    @Override
    public String title() {
        return "Sweeps, schedules and relay at work";
    }

    @Override
    public void run() {
        machine.start();
        scheduler.start();
        relay.start();
    }
}
