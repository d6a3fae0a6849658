package dev.tideline.engine.simulation.tally;

import dev.tideline.engine.arbitration.outcome.Arbitration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Numbers every different {@link Ending}, so that a person costs a few bytes. Thread-safe. */
public final class Endings {

    private final Map<Ending, Integer> numbers = new ConcurrentHashMap<>();
    private final List<Ending> all = new CopyOnWriteArrayList<>();

    /** How the candidates of a person ended, best first. */
    int[] of(Arbitration arbitration, Instant asOf) {
        return arbitration.candidates().stream()
                .mapToInt(result -> number(Ending.of(result, asOf)))
                .toArray();
    }

    private int number(Ending ending) {
        Integer known = numbers.get(ending);
        return known == null ? numbers.computeIfAbsent(ending, this::added) : known;
    }

    private synchronized int added(Ending ending) {
        all.add(ending);
        return all.size() - 1;
    }

    Ending get(int number) {
        return all.get(number);
    }
}
