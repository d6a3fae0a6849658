package dev.tideline.rules.scenario;

import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.notation.Notation;
import dev.tideline.rules.problem.Place;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * How far the cases of a playbook reach into its rules; comes with every run of the cases, see {@link ScenarioProof#prove}
 * and {@link ScenarioReport#coverage}. A row of a decision table is a rule of its own.
 *
 * @param rules one entry a rule, as they stand in the files; empty if there are no rules
 */
public record Coverage(List<Reached> rules) {

    private static final Comparator<CheckedRule> AS_WRITTEN = Comparator.<CheckedRule, String>comparing(
                    rule -> rule.place().source())
            .thenComparing(rule -> rule.place().pointer().replaceFirst("!.*", ""))
            .thenComparing(rule -> rule.place().line())
            .thenComparing(rule -> rule.place().column());

    /** That of no rules. */
    public static final Coverage NOTHING = new Coverage(List.of());

    public Coverage {
        rules = List.copyOf(rules);
    }

    /**
     * One rule, or one row of a table.
     *
     * @param rule its name
     * @param place where it stands: file and line, or sheet and row
     * @param row whether it is a row of a table
     * @param fired cases that fire it
     * @param missed cases that do not; among them should be one just outside of its thresholds
     */
    public record Reached(String rule, Place place, boolean row, int fired, int missed) {

        public Reached {
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(place, "place");
        }
    }

    /** What these cases, none if they could not be run, reach of these rules. */
    static Coverage of(List<ScenarioReport.CaseResult> cases, List<CheckedRule> rules) {
        return new Coverage(rules.stream()
                .sorted(AS_WRITTEN)
                .map(rule -> {
                    int fired = (int) cases.stream()
                            .filter(result -> result.fired(rule.name()))
                            .count();
                    return new Reached(rule.name(), rule.place(), isRow(rule), fired, cases.size() - fired);
                })
                .toList());
    }

    private static boolean isRow(CheckedRule rule) {
        return Notation.of(rule.place().source())
                .filter(notation -> notation == Notation.CSV_TABLE || notation == Notation.XLSX_TABLE)
                .isPresent();
    }

    /** Rules and rows that no case fires. */
    public List<Reached> neverFired() {
        return rules.stream().filter(rule -> rule.fired() == 0).toList();
    }

    /** Rules and rows that every case fires, of one case or more, so that nothing shows where they stop. */
    public List<Reached> neverMissed() {
        return rules.stream()
                .filter(rule -> rule.fired() > 0 && rule.missed() == 0)
                .toList();
    }
}
