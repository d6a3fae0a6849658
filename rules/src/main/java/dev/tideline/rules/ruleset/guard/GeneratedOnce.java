package dev.tideline.rules.ruleset.guard;

import java.util.HashMap;
import java.util.Map;

/** Generates the classes of a text once until it is told to forget; whoever asks meanwhile waits. Thread-safe. */
public final class GeneratedOnce {

    private final Map<String, GeneratedClasses> byText = new HashMap<>();

    /** The classes of this canonical text, faults and all. */
    public synchronized GeneratedClasses of(String canonical) {
        return byText.computeIfAbsent(canonical, GeneratedClasses::of);
    }

    /** Lets go of everything, so that no byte code stays in memory twice. */
    public synchronized void forget() {
        byText.clear();
    }
}
