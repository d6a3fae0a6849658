package dev.tideline.api.author.release;

import dev.tideline.api.author.CodeWords;
import dev.tideline.engine.simulation.SimulationResults;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the page draws of a simulation. Amounts are numbers here, since they become lengths; the tables have them exactly.
 *
 * @param slices persons by region and by value band
 * @param outcomes how candidates end, now and with the draft
 * @param touches where touches end: sent, put off by quiet hours, lost to caps
 * @param rivals persons that other playbooks lose and gain
 * @param budgets what is left of each budget, and what would be claimed of it
 */
record Charts(
        List<Persons> slices, List<Outcome> outcomes, List<Outcome> touches, List<Rival> rivals, List<Claims> budgets) {

    /** Persons of one region or value band. */
    record Persons(String name, long entering, long staying, long leaving) {}

    /** Candidates, or touches, that end so. */
    record Outcome(String name, long live, long draft) {}

    /** Persons of another playbook. */
    record Rival(String name, long loses, long gains) {}

    /** Claims of one budget: what is left, what is claimed at most now and with the draft, and what the draft does on average. */
    record Claims(String name, BigDecimal left, BigDecimal live, BigDecimal draft, BigDecimal expected) {}

    static Charts of(SimulationResults results, CodeWords codes) {
        return new Charts(
                results.slices().stream()
                        .map(slice -> new Persons(
                                slice.value().isEmpty() ? "?" : slice.value(),
                                slice.audience().entering(),
                                slice.audience().staying(),
                                slice.audience().leaving()))
                        .toList(),
                summed(results.rules().stream()
                        .map(count ->
                                new Outcome(codes.of(count.outcome(), count.reason()), count.live(), count.draft()))),
                summed(results.touches().stream()
                        .map(count -> new Outcome(
                                count.channel() + " " + codes.of(count.fate()), count.live(), count.draft()))),
                results.rivals().stream()
                        .map(rival -> new Rival(
                                (rival.playbook() + " " + codes.of(rival.reason())).strip(),
                                rival.loses(),
                                rival.gains()))
                        .toList(),
                results.budgets().stream()
                        .map(budget -> new Claims(
                                budget.budget() + " " + budget.left().asset(),
                                new BigDecimal(budget.left().amount()),
                                new BigDecimal(budget.liveMaximum().amount()),
                                new BigDecimal(budget.maximum().amount()),
                                new BigDecimal(budget.expected().amount())))
                        .toList());
    }

    /** Those of one name together, by name. */
    private static List<Outcome> summed(Stream<Outcome> outcomes) {
        return outcomes
                .collect(Collectors.toMap(
                        Outcome::name,
                        Function.identity(),
                        (one, other) -> new Outcome(one.name(), one.live() + other.live(), one.draft() + other.draft()),
                        TreeMap::new))
                .values()
                .stream()
                .toList();
    }

    /** As JSON for the script that draws. */
    public String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }
}
