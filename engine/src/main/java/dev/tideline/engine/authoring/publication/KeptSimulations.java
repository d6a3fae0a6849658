package dev.tideline.engine.authoring.publication;

import dev.tideline.engine.job.JobState;
import dev.tideline.engine.simulation.Simulation;
import dev.tideline.engine.simulation.Simulations;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.Optional;

/** The simulations that people asked for. */
public final class KeptSimulations implements SimulationEvidence {

    private final Simulations simulations;
    private final Asset reference;

    /** These simulations, which count spend in the reference currency. */
    public KeptSimulations(Simulations simulations, Asset reference) {
        this.simulations = simulations;
        this.reference = reference;
    }

    @Override
    public Optional<Evidence> find(long number) {
        return simulations.find(number).map(this::evidence);
    }

    private Evidence evidence(Simulation simulation) {
        Instant finishedAt = simulation.state() == JobState.DONE ? simulation.finishedAt() : null;
        long audience = simulation.outcome().map(Simulation.Found::audience).orElse(0L);
        Money most = simulation
                .outcome()
                .map(found -> reference.of(found.maximumSpend().reference().amount()))
                .orElseGet(reference::zero);
        return new Evidence(
                simulation.number(),
                simulation.playbook(),
                simulation.version(),
                simulation.filter().strip(),
                finishedAt,
                audience,
                most);
    }

    @Override
    public long recount(long number) {
        return simulations
                .recount(number)
                .orElseThrow(() -> new IllegalStateException("Simulation " + number + " is not done"));
    }
}
