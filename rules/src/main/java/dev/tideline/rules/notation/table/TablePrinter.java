package dev.tideline.rules.notation.table;

import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.notation.Language;
import dev.tideline.rules.notation.sentence.Dictionary;
import dev.tideline.rules.notation.sentence.SentencePrinter;
import dev.tideline.rules.notation.table.Heading.Special;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows rules of playbooks as a table: the row of headings, then a row a rule. Reading the table again gives equal rules.
 * What fits no column stands as a sentence under {@code Also} or {@code Actions}. Thread-safe.
 */
public final class TablePrinter {

    private final Language language;
    private final Dictionary dictionary;
    private final SentencePrinter sentences;
    private final CellPrinter printer;

    /** Shows tables in this language. */
    public TablePrinter(Language language, Vocabulary vocabulary) {
        this.language = language;
        this.dictionary = Dictionary.of(language, vocabulary);
        this.sentences = new SentencePrinter(dictionary);
        this.printer = new CellPrinter(language, dictionary);
    }

    /** The headings and the rows of these rules; cells may be empty. */
    public List<List<String>> rows(List<CheckedRule> rules) {
        List<Map<String, String>> cells = rules.stream().map(this::cells).toList();
        Set<String> used = new LinkedHashSet<>();
        cells.forEach(row -> used.addAll(row.keySet()));
        List<String> headings = Stream.concat(
                        Stream.concat(special().limit(2), used.stream().filter(this::isField)),
                        special().skip(2).filter(used::contains))
                .toList();
        List<List<String>> rows = new ArrayList<>(List.of(headings));
        cells.forEach(row -> rows.add(
                headings.stream().map(heading -> row.getOrDefault(heading, "")).toList()));
        return rows;
    }

    private Stream<String> special() {
        return Stream.of(Special.values()).map(heading -> heading.shown(language));
    }

    private boolean isField(String heading) {
        return special().noneMatch(heading::equals);
    }

    private Map<String, String> cells(CheckedRule rule) {
        Map<String, String> row = new LinkedHashMap<>();
        put(row, Special.RULE, rule.name().substring(rule.playbook().length() + 1));
        put(row, Special.WHY, rule.why());
        List<String> also = new ArrayList<>();
        Map<Field, String> conditions = new LinkedHashMap<>();
        conditions(rule.user(), conditions, also);
        conditions(rule.market(), conditions, also);
        conditions(rule.asOf(), conditions, also);
        conditions.forEach((field, cell) -> row.put(dictionary.label(field), cell));
        if (!also.isEmpty()) {
            put(row, Special.ALSO, String.join("\n", also));
        }
        if (!simple(rule.parts(), row)) {
            put(row, Special.ACTIONS, String.join("\n", sentences.actions(rule.parts())));
        }
        return row;
    }

    private void put(Map<String, String> row, Special heading, String cell) {
        row.put(heading.shown(language), cell);
    }

    private void conditions(@Nullable Condition condition, Map<Field, String> cells, List<String> also) {
        if (condition == null) {
            return;
        }
        List<Condition> parts = condition instanceof Condition.All all ? all.parts() : List.of(condition);
        for (int i = 0; i < parts.size(); i++) {
            Condition part = parts.get(i);
            Optional<String> band = i + 1 < parts.size() ? CellPrinter.band(part, parts.get(i + 1)) : Optional.empty();
            Optional<Field> field = CellPrinter.field(part).filter(it -> !cells.containsKey(it));
            Optional<String> cell = band.or(() -> printer.cell(part));
            if (field.isPresent() && cell.isPresent()) {
                cells.put(field.get(), cell.get());
                i += band.isPresent() ? 1 : 0;
            } else {
                also.add(sentences.condition(part));
            }
        }
    }

    /** Fills the columns for one incentive, message, task, segment and audience; false if the parts are more than that. */
    private boolean simple(List<Part> parts, Map<String, String> row) {
        Map<Special, String> cells = new LinkedHashMap<>();
        List<String> channels = new ArrayList<>();
        boolean offered = false;
        for (Part part : parts) {
            if (part instanceof Part.Touch touch) {
                boolean carried =
                        touch.key().equals(cells.get(Special.INCENTIVE)) && !cells.containsKey(Special.MESSAGE);
                boolean same = touch.key().equals(cells.get(Special.MESSAGE));
                if (!carried && !same && (offered || cells.putIfAbsent(Special.MESSAGE, touch.key()) != null)) {
                    return false;
                }
                offered |= carried;
                channels.add(touch.channels().stream()
                        .map(channel -> dictionary.shownChannel(channel.name()))
                        .collect(Collectors.joining("/")));
            } else if (cells.putIfAbsent(special(part), part.key()) != null) {
                return false;
            } else if (part instanceof Part.Task task) {
                channels.add(RowActions.shown(task.channel(), language));
            }
        }
        if (!inOrder(parts)) {
            return false;
        }
        cells.forEach((heading, key) -> put(row, heading, key));
        if (!channels.isEmpty()) {
            put(row, Special.CHANNELS, String.join(", ", channels));
        }
        return true;
    }

    private static Special special(Part part) {
        return part instanceof Part.Incentive
                ? Special.INCENTIVE
                : part instanceof Part.Task
                        ? Special.TASK
                        : part instanceof Part.Segment ? Special.SEGMENT : Special.AUDIENCE;
    }

    /** Whether the parts stand in the order that a row is read in. */
    private static boolean inOrder(List<Part> parts) {
        List<Special> columns = parts.stream()
                .map(part -> part instanceof Part.Touch ? Special.MESSAGE : special(part))
                .toList();
        return columns.equals(columns.stream().sorted().toList());
    }
}
