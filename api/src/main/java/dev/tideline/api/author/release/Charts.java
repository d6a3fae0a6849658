package dev.tideline.api.author.release;

import dev.tideline.engine.simulation.SimulationResults;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the page draws of a simulation. Amounts are numbers here, since they become lengths; the tables have them exactly.
 *
 * @param slices persons by region and by value band
 * @param outcomes how candidates end, now and with the draft
 * @param budgets what is left of each budget, and what would be claimed of it
 */
record Charts(List<Persons> slices, List<Outcome> outcomes, List<Claims> budgets) {

    /** Persons of one region or value band. */
    record Persons(String name, long entering, long staying, long leaving) {}

    /** Candidates that end so. */
    record Outcome(String name, long live, long draft) {}

    /** Claims of one budget. */
    record Claims(String name, BigDecimal left, BigDecimal live, BigDecimal draft) {}

    static Charts of(SimulationResults results) {
        Map<String, long[]> outcomes = new TreeMap<>();
        results.rules().forEach(count -> {
            String name = count.reason().isEmpty() ? count.outcome() : count.outcome() + " " + count.reason();
            long[] both = outcomes.computeIfAbsent(name, key -> new long[2]);
            both[0] += count.live();
            both[1] += count.draft();
        });
        return new Charts(
                results.slices().stream()
                        .map(slice -> new Persons(
                                slice.value().isEmpty() ? "?" : slice.value(),
                                slice.audience().entering(),
                                slice.audience().staying(),
                                slice.audience().leaving()))
                        .toList(),
                outcomes.entrySet().stream()
                        .map(entry -> new Outcome(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
                        .toList(),
                results.budgets().stream()
                        .map(budget -> new Claims(
                                budget.budget() + " " + budget.left().asset(),
                                new BigDecimal(budget.left().amount()),
                                new BigDecimal(budget.liveMaximum().amount()),
                                new BigDecimal(budget.maximum().amount())))
                        .toList());
    }

    /** As JSON for the script that draws. */
    public String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }
}
