package dev.tideline.rules.jurisdiction;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.document.Document;
import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.jurisdiction.Clause.Consequence;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Visibility;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.reading.condition.ConditionReader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Reads jurisdiction packs and collects everything that is wrong with them. */
final class PackReader {

    private static final String UNKNOWN = "UNKNOWN";
    private static final List<String> COUNTRIES = List.of("countryCode", "kycCountry", "phoneCountry", "ipCountry");
    private static final int MOST_VERSIONS = 9999;

    private final FactSchema schema;
    private final ConditionReader conditions = new ConditionReader();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Pack> packs = new ArrayList<>();
    private final Map<String, Map<String, String>> texts = new LinkedHashMap<>();

    PackReader(FactSchema schema) {
        this.schema = schema;
    }

    Checked<Packs> read(SortedMap<String, String> files) {
        files.forEach(this::readFile);
        return problems.isEmpty()
                ? new Checked.Valid<>(new Packs(packs, texts, files))
                : new Checked.Invalid<>(problems);
    }

    private void readFile(String file, String yaml) {
        Mapping top = Document.read(file, yaml);
        String key = top.text("pack");
        List<String> regions = top.texts("regions");
        String where = where(regions, top.texts("countries"));
        top.mappings("texts").forEach((name, node) -> {
            texts.put(name, Map.of("en", node.text("en"), "zh", node.text("zh")));
            node.refuseOthers();
        });
        for (Mapping node : top.items("versions")) {
            int version = node.whole("version", 1, MOST_VERSIONS);
            LocalDate from = node.value("from", Wording.of("a day such as 2025-06-19"), LocalDate.MAX, PackReader::day);
            Condition bound = condition(file, where);
            List<Clause> clauses = node.items("clauses").stream()
                    .map(clause -> clause(file, clause, where))
                    .toList();
            node.refuseOthers();
            packs.add(new Pack(key, version, from, regions, bound, clauses));
        }
        top.refuseOthers();
        problems.addAll(top.problems());
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static String where(List<String> regions, List<String> countries) {
        List<String> either = new ArrayList<>();
        List<String> groups =
                regions.stream().filter(region -> !region.equals(UNKNOWN)).toList();
        if (!groups.isEmpty()) {
            either.add("regionGroup in (" + quoted(groups) + ")");
        }
        if (regions.contains(UNKNOWN)) {
            either.add("regionGroup == null");
        }
        if (!countries.isEmpty()) {
            COUNTRIES.forEach(field -> either.add(field + " in (" + quoted(countries) + ")"));
        }
        return String.join(" || ", either);
    }

    private static String quoted(List<String> words) {
        return words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", "));
    }

    private Clause clause(String file, Mapping node, String where) {
        String when = node.text("when", "");
        Clause clause = new Clause(
                node.text("clause"),
                node.text("says"),
                node.text("source"),
                condition(file, when.isEmpty() ? where : "( " + where + " ) && ( " + when + " )"),
                when,
                incentives(node),
                node.words("spares", CandidateClass.class),
                node.words("messages", CandidateClass.class),
                node.words("products", Product.class),
                node.text("unlessLicence", ""),
                consequence(node));
        node.refuseOthers();
        return clause;
    }

    private Condition condition(String source, String text) {
        Checked<Condition> read = conditions.read(text, source, schema, Visibility.GUARDRAIL, Map.of());
        problems.addAll(read.problems());
        return read.isValid() ? read.orThrow() : new Condition.All(List.of(), Place.at(source, 0, 0));
    }

    private static Set<Incentive.Type> incentives(Mapping node) {
        Set<Incentive.Type> types = node.words("incentives", Incentive.Type.class);
        Set<Product> products = node.words("products", Product.class);
        Arrays.stream(Incentive.Type.values())
                .filter(type -> products.contains(Product.of(type)))
                .forEach(types::add);
        if (node.has("incentivesBut")) {
            types.addAll(EnumSet.complementOf(EnumSet.copyOf(node.words("incentivesBut", Incentive.Type.class))));
        }
        if (node.flag("everyIncentive", false)) {
            types.addAll(EnumSet.allOf(Incentive.Type.class));
        }
        return types;
    }

    private Consequence consequence(Mapping node) {
        if (!node.has("needs")) {
            return new Consequence.Denies(node.text("denies"));
        }
        String text = node.text("needs");
        if (!texts.containsKey(text)) {
            node.report("needs", Wording.of("a key under texts of this file"));
        }
        return new Consequence.Needs(text);
    }
}
