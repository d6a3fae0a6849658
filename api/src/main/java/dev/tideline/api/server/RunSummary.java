package dev.tideline.api.server;

import dev.tideline.engine.rulebook.catalogue.PlaybookState;
import dev.tideline.engine.sweep.Count;
import dev.tideline.engine.sweep.Progress;
import dev.tideline.engine.sweep.Run;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a run decided, for a person's eye. */
final class RunSummary {

    private RunSummary() {}

    /** Prints it, with a line for each of these playbooks, also where one found nobody or did not run. */
    static void print(Run run, Collection<PlaybookState> states, PrintStream out) {
        Progress progress = run.progress();
        out.printf(
                Locale.ROOT,
                "%nSweep %s: %,d users, %,d candidates, %.1f s, %,.0f users/s%n",
                run.id(),
                progress.done(),
                progress.matched(),
                progress.elapsed().toMillis() / 1_000.0,
                progress.rate());
        out.println("\nDecisions by playbook");
        Map<String, Map<String, Long>> playbooks = new TreeMap<>();
        run.counts()
                .forEach(count -> playbooks
                        .computeIfAbsent(count.playbook(), key -> new TreeMap<>())
                        .merge(count.outcome(), count.count(), Long::sum));
        states.stream().filter(PlaybookState::acts).forEach(state -> playbooks.putIfAbsent(state.key(), Map.of()));
        playbooks.forEach((playbook, outcomes) -> out.printf(Locale.ROOT, "  %-28s %s%n", playbook, words(outcomes)));
        states.stream()
                .filter(state -> !state.acts())
                .forEach(state -> out.printf(Locale.ROOT, "  %-28s paused: %s%n", state.key(), state.reason()));
        out.println("\nDecisions by reason");
        total(run, count -> count.outcome() + (count.reason().isEmpty() ? "" : " " + count.reason()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> out.printf(Locale.ROOT, "  %,10d  %s%n", entry.getValue(), entry.getKey()));
    }

    private static Map<String, Long> total(Run run, Function<Count, String> key) {
        return run.counts().stream().collect(Collectors.groupingBy(key, Collectors.summingLong(Count::count)));
    }

    private static String words(Map<String, Long> outcomes) {
        if (outcomes.isEmpty()) {
            return "nobody";
        }
        return outcomes.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
