package dev.tideline.rules.notation.table;

import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Operand;
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

    /** Shows tables in this language. */
    public TablePrinter(Language language, Vocabulary vocabulary) {
        this.language = language;
        this.dictionary = Dictionary.of(language, vocabulary);
        this.sentences = new SentencePrinter(dictionary);
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
            Optional<Band> band = i + 1 < parts.size() ? Band.of(part, parts.get(i + 1)) : Optional.empty();
            Optional<Field> field = field(part).filter(it -> !cells.containsKey(it));
            Optional<String> cell = band.map(Band::cell).or(() -> cell(part));
            if (field.isPresent() && cell.isPresent()) {
                cells.put(field.get(), cell.get());
                i += band.isPresent() ? 1 : 0;
            } else {
                also.add(sentences.condition(part));
            }
        }
    }

    /** Two comparisons that follow each other and bound one field from both sides. */
    private record Band(Condition.Comparison least, Condition.Comparison most) {

        static Optional<Band> of(Condition first, Condition second) {
            return first instanceof Condition.Comparison least
                            && second instanceof Condition.Comparison most
                            && least.field().equals(most.field())
                            && least.field().type().isNumber()
                            && least.operator() == Condition.Operator.AT_LEAST
                            && (most.operator() == Condition.Operator.AT_MOST
                                    || most.operator() == Condition.Operator.LESS)
                            && least.operand() instanceof Operand.Constant
                            && most.operand() instanceof Operand.Constant
                    ? Optional.of(new Band(least, most))
                    : Optional.empty();
        }

        String cell() {
            return value(least) + (most.operator() == Condition.Operator.LESS ? "..<" : "..") + value(most);
        }
    }

    private static Optional<Field> field(Condition part) {
        return part instanceof Condition.Comparison it
                ? Optional.of(it.field())
                : part instanceof Condition.Membership it
                        ? Optional.of(it.field())
                        : part instanceof Condition.Containment it
                                ? Optional.of(it.field())
                                : part instanceof Condition.Missing it ? Optional.of(it.field()) : Optional.empty();
    }

    private Optional<String> cell(Condition part) {
        if (part instanceof Condition.Missing it) {
            return Optional.of(
                    language == Language.CHINESE ? (it.negated() ? "已知" : "未知") : it.negated() ? "known" : "unknown");
        }
        if (part instanceof Condition.Membership it) {
            return it.field().type() == FieldType.TEXT ? list(it.values(), it.negated()) : Optional.empty();
        }
        if (part instanceof Condition.Containment it) {
            return list(List.of(it.word()), it.negated());
        }
        return part instanceof Condition.Comparison it ? comparison(it) : Optional.empty();
    }

    private Optional<String> comparison(Condition.Comparison it) {
        boolean plain = it.operand() instanceof Operand.Constant;
        return switch (it.field().type()) {
            case FLAG -> flag(it);
            case TEXT, TEXTS ->
                it.operand() instanceof Operand.Word word
                        ? list(List.of(word), it.operator() == Condition.Operator.UNEQUAL)
                        : Optional.empty();
            default ->
                !plain || it.operator() == Condition.Operator.UNEQUAL
                        ? Optional.empty()
                        : Optional.of((it.operator() == Condition.Operator.EQUAL
                                        ? ""
                                        : it.operator().sign() + " ")
                                + (it.operator() == Condition.Operator.EQUAL ? value(it) : literal(it)));
        };
    }

    private Optional<String> flag(Condition.Comparison it) {
        if (!(it.operand() instanceof Operand.Quantity number)
                || !number.parameter().isEmpty()
                || number.value() != 1) {
            return Optional.empty();
        }
        boolean yes = it.operator() == Condition.Operator.EQUAL;
        return Optional.of(language == Language.CHINESE ? (yes ? "是" : "否") : yes ? "yes" : "no");
    }

    private Optional<String> list(List<? extends Operand.Constant> values, boolean negated) {
        String words = values.stream()
                .map(value -> value.parameter().isEmpty() ? word((Operand.Word) value) : "$" + value.parameter())
                .collect(Collectors.joining(", "));
        boolean single = values.size() == 1;
        return single || values.size() > 1
                ? Optional.of((negated ? (language == Language.CHINESE ? "不是 " : "not ") : "") + words)
                : Optional.empty();
    }

    private String word(Operand.Word word) {
        String shown = dictionary.shownValue(word.value());
        boolean plain = word.value().matches("[A-Za-z0-9_]+") || !shown.equals(word.value());
        return plain && dictionary.value(shown).orElse(shown).equals(word.value()) ? shown : '"' + word.value() + '"';
    }

    /** The value as it stands after an operator. */
    private static String literal(Condition.Comparison it) {
        String text = AuthorPrinter.asWritten().print(it);
        return text.substring((it.field().name() + " " + it.operator().sign() + " ").length());
    }

    /** The value as it stands alone. */
    private static String value(Condition.Comparison it) {
        return literal(it).replace("\"", "");
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
                channels.add(task.channel() == Channel.CALL ? "call" : "ticket");
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
