package dev.tideline.engine.benchmark;

import dev.tideline.engine.simulation.SimulationRequest;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.ShippedPlaybooks;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** A draft of a shipped playbook that asks for fewer quiet days and is served first. */
final class DraftOfOne {

    private static final String KEY = "dormant-30-funded";

    private DraftOfOne() {}

    static SimulationRequest request(Instant asOf) {
        return new SimulationRequest(KEY, files(), "", asOf, "benchmark");
    }

    private static Map<String, String> files() {
        Playbook shipped = ShippedPlaybooks.all().stream()
                .filter(playbook -> playbook.key().equals(KEY))
                .findFirst()
                .orElseThrow();
        Map<String, String> files = new TreeMap<>(shipped.files());
        files.computeIfPresent(
                Playbook.DECLARATION,
                (name, text) -> text.replace("value: 30, min: 14", "value: 16, min: 14")
                        .replace("priority: 60", "priority: 99"));
        if (files.equals(shipped.files())) {
            throw new IllegalStateException("The draft of " + KEY + " differs in nothing");
        }
        return files;
    }
}
