package dev.tideline.rules.ruleset;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.notation.table.file.Tables;
import dev.tideline.rules.playbook.Reading;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.reading.RuleReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the mistakes of rules whose playbook's declaration has mistakes too, without those that only follow from these. */
public final class Proofreading {

    private static final Pattern RULE_NAME = Pattern.compile("rule\\s+\"([^/\"]*)/");
    private static final Comparator<Problem> BY_CELL = Comparator.comparingInt(
                    (Problem problem) -> problem.place().line())
            .thenComparingInt(problem -> problem.place().column());

    private Proofreading() {}

    /**
     * What is wrong with the rules themselves.
     *
     * @param key what the playbook should be called; empty if only its files tell
     */
    public static List<Problem> rules(String key, Reading reading, Incentives catalogue, Vocabulary vocabulary) {
        PlaybookRules rules = PlaybookRules.of(reading.playbook(), catalogue);
        return new RuleReader(vocabulary)
                .playbook(named(key, rules), rules.files(), reading.parameters(), rules.offers())
                .problems();
    }

    /** The key that the rules are named after, of those that they may be. */
    private static String named(String key, PlaybookRules rules) {
        Matcher first = RULE_NAME.matcher(String.join("\n", rules.files().values()));
        String written = first.find() ? first.group(1) : "";
        boolean fits = written.equals(rules.key()) || key.isEmpty();
        return fits && !written.isEmpty() ? written : key.isEmpty() ? rules.key() : key;
    }

    /** The same problems, each once, file by file, those of a table in the order of its rows and cells. */
    public static List<Problem> inOrder(List<Problem> problems) {
        Map<String, List<Problem>> texts = new LinkedHashMap<>();
        problems.stream()
                .distinct()
                .forEach(problem -> texts.computeIfAbsent(text(problem), name -> new ArrayList<>())
                        .add(problem));
        texts.values().stream()
                .filter(found -> Tables.isTable(found.get(0).place().source()))
                .forEach(found -> found.sort(BY_CELL));
        return texts.values().stream().flatMap(List::stream).toList();
    }

    /** The file, or the sheet of a workbook. */
    private static String text(Problem problem) {
        String pointer = problem.place().pointer();
        int sheet = Tables.isTable(problem.place().source()) ? pointer.indexOf('!') : -1;
        return problem.place().source() + (sheet < 0 ? "" : "!" + pointer.substring(0, sheet));
    }
}
