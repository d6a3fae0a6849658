package dev.tideline.rules.scenario.capture;

import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.derive.Derivations;
import dev.tideline.rules.facts.value.FieldValues;
import dev.tideline.rules.facts.value.UnreadableValue;
import dev.tideline.rules.facts.vocabulary.AsOfFacts;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.interpretation.Reads;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.segments.SegmentState;
import dev.tideline.rules.segments.Segmentation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns a user's state into a case that names nobody: only fields that the playbook's rules read, no list of words
 * but those that a condition names, and of instants and numbers the coarsest that leaves every single condition as true
 * or false as it was. So a near miss stays one. Instants keep their distance from the instant of evaluation, which is a
 * round one too. What only guardrails read is left out, as cases run without them. Immutable, thread-safe.
 */
public final class Capture {

    private final Vocabulary vocabulary;
    private final Segmentation segmentation;
    private final ZoneId zone;
    private final List<CheckedRule> rules;

    /**
     * For one playbook.
     *
     * @param zone zone that calendar days are counted in, as in the installation
     * @param rules its rules
     */
    public Capture(Vocabulary vocabulary, Segmentation segmentation, ZoneId zone, List<CheckedRule> rules) {
        this.vocabulary = vocabulary;
        this.segmentation = segmentation;
        this.zone = zone;
        this.rules = List.copyOf(rules);
    }

    /**
     * A captured case.
     *
     * @param yaml one item of {@code scenarios.yaml}
     * @param fired names of the rules that it fires, sorted
     * @param fields names of the user's fields that it gives, sorted
     */
    public record Captured(String yaml, List<String> fired, List<String> fields) {
        public Captured {
            fired = List.copyOf(fired);
            fields = List.copyOf(fields);
        }
    }

    /** A state that is made coarser step by step: the instant and, by field, the text of each value. */
    private record State(Instant asOf, Map<Field, String> values) {

        State with(Field field, String value) {
            Map<Field, String> changed = new LinkedHashMap<>(values);
            changed.put(field, value);
            return new State(asOf, changed);
        }
    }

    /** The case of this user, whose facts have everything that is known of him. */
    public Captured of(User user, Market market, Instant asOf) {
        State exact = new State(asOf, values(user));
        List<Boolean> truth = truth(exact, market);
        State coarse = atRoundInstant(exact, truth, market);
        for (Field field : coarse.values().keySet()) {
            coarse = coarser(coarse, field, truth, market);
        }
        return written(coarse, market);
    }

    private Map<Field, String> values(User user) {
        Map<Field, String> values = new TreeMap<>(Comparator.comparing(Field::name));
        for (Field field : vocabulary.user().fields()) {
            if (given().contains(field)) {
                values.put(field, FieldValues.text(field, user));
            }
        }
        return new LinkedHashMap<>(values);
    }

    /** What conditions read, a derived field standing for the one that it follows from. */
    private Set<Field> given() {
        Set<Field> given = new LinkedHashSet<>();
        for (CheckedRule rule : rules) {
            for (Field field : Reads.of(rule.user())) {
                given.add(field.derived()
                        .map(derivation -> vocabulary.user().require(derivation.column()))
                        .orElse(field));
            }
        }
        return given;
    }

    /** Which single conditions hold, in written order. */
    private List<Boolean> truth(State state, Market market) {
        User user = user(state);
        AsOf asOf = AsOfFacts.of(vocabulary, state.asOf(), zone);
        List<Boolean> truth = new ArrayList<>();
        for (CheckedRule rule : rules) {
            Reads.eachSingle(rule.user(), single -> truth.add(Interpreter.holds(single, user)));
            Condition ofInstant = rule.asOf();
            if (ofInstant != null) {
                Reads.eachSingle(ofInstant, single -> truth.add(Interpreter.holds(single, asOf)));
            }
        }
        rules.forEach(rule -> truth.add(Interpreter.fires(rule, user, market, asOf)));
        return truth;
    }

    /** As the runner of cases makes it. */
    private User user(State state) {
        FactBuilder builder = vocabulary.user().builder();
        set(builder, state, false);
        Derivations.apply(builder, state.asOf(), zone);
        segmentation.assign(builder, SegmentState.NONE, state.asOf());
        set(builder, state, true);
        Derivations.apply(builder, state.asOf(), zone);
        return builder.user("captured");
    }

    private static void set(FactBuilder builder, State state, boolean segments) {
        state.values().forEach((field, value) -> {
            if (segments == isSegment(field) && (!value.isEmpty() || segments)) {
                FieldValues.set(builder, field, value);
            }
        });
    }

    private static boolean isSegment(Field field) {
        return field.owner() == Field.Owner.SEGMENT;
    }

    private State atRoundInstant(State exact, List<Boolean> truth, Market market) {
        return RoundValues.instants(exact.asOf()).stream()
                .map(round -> shifted(exact, round))
                .filter(state -> keeps(state, truth, market))
                .findFirst()
                .orElse(exact);
    }

    private static State shifted(State exact, Instant asOf) {
        Duration by = Duration.between(exact.asOf(), asOf);
        Map<Field, String> values = new LinkedHashMap<>(exact.values());
        values.replaceAll((field, value) -> field.type() != FieldType.INSTANT || value.isEmpty()
                ? value
                : Instant.parse(value).plus(by).toString());
        return new State(asOf, values);
    }

    private State coarser(State state, Field field, List<Boolean> truth, Market market) {
        String value = state.values().getOrDefault(field, "");
        return RoundValues.of(field, value, named(field)).stream()
                .filter(coarse -> !coarse.equals(value))
                .map(coarse -> state.with(field, coarse))
                .filter(coarse -> keeps(coarse, truth, market))
                .findFirst()
                .orElse(state);
    }

    /** Words that some condition names of the field; no others tell anything. */
    private Set<String> named(Field field) {
        Set<String> words = new LinkedHashSet<>();
        rules.forEach(rule -> Reads.eachSingle(rule.user(), single -> words.addAll(RoundValues.words(single, field))));
        return words;
    }

    private boolean keeps(State state, List<Boolean> truth, Market market) {
        try {
            return truth(state, market).equals(truth);
        } catch (UnreadableValue tooCoarse) {
            return false;
        }
    }

    private Captured written(State state, Market market) {
        User user = user(state);
        AsOf asOf = AsOfFacts.of(vocabulary, state.asOf(), zone);
        List<String> fired = rules.stream()
                .filter(rule -> Interpreter.fires(rule, user, market, asOf))
                .map(CheckedRule::name)
                .sorted()
                .toList();
        Map<String, String> given = new TreeMap<>();
        state.values().forEach((field, value) -> {
            String written = RoundValues.written(field, value);
            if (written != null) {
                given.put(field.name(), written);
            }
        });
        Map<String, String> ofMarket = new TreeMap<>();
        for (CheckedRule rule : rules) {
            @Nullable Condition condition = rule.market();
            if (condition != null) {
                Reads.of(condition).forEach(field -> {
                    String written = RoundValues.written(field, FieldValues.text(field, market));
                    if (written != null) {
                        ofMarket.put(field.name(), written);
                    }
                });
            }
        }
        String name = fired.isEmpty() ? "captured: fires nothing" : "captured: fires " + String.join(", ", fired);
        String yaml =
                "- name: \"" + name + "\"\n  asOf: " + state.asOf() + "\n  given:\n    user: " + flow(given) + "\n"
                        + (ofMarket.isEmpty() ? "" : "    market: " + flow(ofMarket) + "\n")
                        + "  expect: { fired: [" + String.join(", ", fired) + "] }\n";
        return new Captured(yaml, fired, List.copyOf(given.keySet()));
    }

    private static String flow(Map<String, String> values) {
        List<String> entries = new ArrayList<>();
        values.forEach((name, value) -> entries.add(name + ": " + value));
        return entries.isEmpty() ? "{}" : "{ " + String.join(", ", entries) + " }";
    }
}
