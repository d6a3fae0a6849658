package dev.tideline.api.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import org.springframework.stereotype.Component;

/** Shows the hash of the rulebook in force as the label of a gauge that is always 1. Thread-safe. */
@Component
public final class RulebookInfo {

    private static final int SHOWN = 12;

    private final MultiGauge gauge;
    private String shown = "";

    RulebookInfo(MeterRegistry registry) {
        this.gauge = MultiGauge.builder("tideline.rulebook.info")
                .description("1 for the rulebook in force on this node, by the start of its hash")
                .register(registry);
    }

    /** From now on this one is in force. */
    public synchronized void show(String hash) {
        if (!hash.equals(shown)) {
            gauge.register(List.of(MultiGauge.Row.of(Tags.of("hash", hash.substring(0, SHOWN)), 1)), true);
            shown = hash;
        }
    }
}
