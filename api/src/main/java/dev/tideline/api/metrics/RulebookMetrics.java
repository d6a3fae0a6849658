package dev.tideline.api.metrics;

import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.rulebook.catalogue.PlaybookState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The rulebook in force on this node: compare it over nodes. */
@Component
final class RulebookMetrics implements MeterBinder {

    private final RulebookHolder holder;

    RulebookMetrics(RulebookHolder holder) {
        this.holder = holder;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "tideline.rulebook.epoch",
                        holder,
                        held -> held.hasLoaded() ? held.current().epoch() : Double.NaN)
                .description("Changes of the catalogue that this node follows; the same on every node within seconds")
                .register(registry);
        playbooks(registry, "acting", "Playbooks that are neither paused nor refused", PlaybookState::acts);
        playbooks(
                registry,
                "quarantined",
                "Playbooks that do not act because their rules were cut too often",
                state -> state.quarantined() != null);
        playbooks(
                registry,
                "refused",
                "Playbooks with a version that does not compile or was refused",
                state -> !state.problems().isEmpty() || !state.refused().isEmpty());
        for (boolean refused : new boolean[] {false, true}) {
            FunctionCounter.builder("tideline.rulebook.loads", holder, held -> held.loads(refused))
                    .description("Loads of the catalogue on this node, by whether something in it was refused")
                    .tags(Tags.of("result", refused ? "refused" : "complete"))
                    .register(registry);
        }
    }

    private void playbooks(MeterRegistry registry, String which, String description, Predicate<PlaybookState> wanted) {
        Gauge.builder(
                        "tideline.rulebook.playbooks." + which,
                        holder,
                        held -> held.hasLoaded() ? count(held.current(), wanted) : Double.NaN)
                .description(description)
                .register(registry);
    }

    private static double count(LoadedRulebook loaded, Predicate<PlaybookState> wanted) {
        return loaded.states().values().stream().filter(wanted).count();
    }
}
