package dev.tideline.rules.scenario;

import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.document.Document;
import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.facts.Derivation;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.value.FieldValues;
import dev.tideline.rules.facts.value.UnreadableValue;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads {@code scenarios.yaml}. Immutable, thread-safe. */
public final class ScenarioReader {

    private final Vocabulary vocabulary;

    /** Cases may give these fields. */
    public ScenarioReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * Reads the cases of one file.
     *
     * @param source name of the file, for problems and reports
     * @return the cases in written order, or every problem with file and line
     */
    public Checked<List<Scenario>> read(String source, String text) {
        Document document = Document.readList(source, text);
        List<Scenario> cases = new ArrayList<>();
        document.items().forEach(item -> cases.add(scenario(item)));
        List<Problem> problems = document.problems();
        return problems.isEmpty() ? new Checked.Valid<>(List.copyOf(cases)) : new Checked.Invalid<>(problems);
    }

    private Scenario scenario(Mapping item) {
        Mapping given = item.mapping("given");
        Map<Field, JsonNode> user = fields(given.mapping("user"), vocabulary.user());
        Map<Field, JsonNode> market =
                given.has("market") ? fields(given.mapping("market"), vocabulary.market()) : Map.of();
        given.refuseOthers();
        Scenario scenario = new Scenario(
                item.text("name"),
                item.place(),
                item.value("asOf", Wording.of("a date or an instant"), Instant.EPOCH, ScenarioReader::instant),
                user,
                market,
                expectation(item.mapping("expect")));
        item.refuseOthers();
        return scenario;
    }

    private static Instant instant(String text) {
        try {
            return FieldValues.instant(FieldValues.number(FieldType.INSTANT, text));
        } catch (UnreadableValue e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Map<Field, JsonNode> fields(Mapping given, FactSchema schema) {
        Map<Field, JsonNode> fields = new LinkedHashMap<>();
        for (String name : given.keys()) {
            schema.named(name).ifPresentOrElse(field -> put(field, given, schema, fields), () -> {
                given.reportName(name, Wording.of("no field has this name; {0}", hint(name, schema)));
            });
        }
        return fields;
    }

    private static Wording hint(String name, FactSchema schema) {
        return Nearest.hint(name, schema.fields().stream().map(Field::name).toList());
    }

    private static void put(Field field, Mapping given, FactSchema schema, Map<Field, JsonNode> fields) {
        String name = field.name();
        Optional<Derivation> derived = field.derived();
        if (derived.isPresent()) {
            String source = schema.require(derived.get().column()).name();
            given.reportName(name, Wording.of("`{0}`, from which the value of this field follows", source));
            return;
        }
        try {
            FieldValues.set(schema.builder(), field, given.raw(name));
            fields.put(field, given.raw(name));
        } catch (UnreadableValue e) {
            given.report(name, e.wording());
        }
    }

    private static Expectation expectation(Mapping expect) {
        boolean saysFired = expect.has("fired");
        boolean saysCandidates = expect.has("candidates");
        if (!saysFired && !saysCandidates) {
            expect.report("fired", Wording.of("'fired', 'candidates' or both"));
        }
        Expectation expectation = new Expectation(
                saysFired ? Set.copyOf(expect.texts("fired")) : null,
                saysCandidates
                        ? expect.items("candidates").stream()
                                .map(ScenarioReader::pattern)
                                .toList()
                        : null);
        expect.refuseOthers();
        return expectation;
    }

    private static CandidatePattern pattern(Mapping item) {
        Map<String, String> parts = new LinkedHashMap<>();
        CandidatePattern.KINDS.stream().filter(item::has).forEach(kind -> parts.put(kind, item.text(kind)));
        List<Channel> by = new ArrayList<>();
        for (String channel : item.texts("by")) {
            try {
                by.add(Channel.valueOf(channel));
            } catch (IllegalArgumentException e) {
                item.report("by", Wording.of("channels: {0}", List.of(Channel.values())));
            }
        }
        CandidatePattern pattern = new CandidatePattern(item.text("rule", ""), parts, by);
        item.refuseOthers();
        return pattern;
    }
}
