package dev.tideline.rules.notation.table;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Condition.Operator;
import dev.tideline.rules.language.Operand;
import dev.tideline.rules.notation.FullWidth;
import dev.tideline.rules.notation.Language;
import dev.tideline.rules.notation.sentence.Dictionary;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows conditions on one field as {@link CellReader} reads them. */
final class CellPrinter {

    private final Language language;
    private final Dictionary dictionary;

    CellPrinter(Language language, Dictionary dictionary) {
        this.language = language;
        this.dictionary = dictionary;
    }

    /** Two comparisons that follow each other and bound one field from both sides, as a range. */
    static Optional<String> band(Condition first, Condition second) {
        boolean bounds = first instanceof Condition.Comparison least
                && second instanceof Condition.Comparison most
                && least.field().equals(most.field())
                && least.field().type().isNumber()
                && least.operator() == Operator.AT_LEAST
                && (most.operator() == Operator.AT_MOST || most.operator() == Operator.LESS)
                && least.operand() instanceof Operand.Constant
                && most.operand() instanceof Operand.Constant;
        if (!bounds) {
            return Optional.empty();
        }
        Condition.Comparison most = (Condition.Comparison) second;
        String between = most.operator() == Operator.LESS ? "..<" : "..";
        return Optional.of(value((Condition.Comparison) first) + between + value(most));
    }

    /** The one field that it is a condition on; empty if it is on several. */
    static Optional<Field> field(Condition part) {
        return part instanceof Condition.Comparison it
                ? Optional.of(it.field())
                : part instanceof Condition.Membership it
                        ? Optional.of(it.field())
                        : part instanceof Condition.Containment it
                                ? Optional.of(it.field())
                                : part instanceof Condition.Missing it ? Optional.of(it.field()) : Optional.empty();
    }

    /** The condition as a cell under its field; empty if only a sentence says it. */
    Optional<String> cell(Condition part) {
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
                        ? list(List.of(word), it.operator() == Operator.UNEQUAL)
                        : Optional.empty();
            default ->
                !plain || it.operator() == Operator.UNEQUAL
                        ? Optional.empty()
                        : Optional.of((it.operator() == Operator.EQUAL
                                        ? ""
                                        : it.operator().sign() + " ")
                                + (it.operator() == Operator.EQUAL ? value(it) : literal(it)));
        };
    }

    private Optional<String> flag(Condition.Comparison it) {
        if (!(it.operand() instanceof Operand.Quantity number)
                || !number.parameter().isEmpty()
                || number.value() != 1) {
            return Optional.empty();
        }
        boolean yes = it.operator() == Operator.EQUAL;
        return Optional.of(language == Language.CHINESE ? (yes ? "是" : "否") : yes ? "yes" : "no");
    }

    /** Empty if a word has a sign that a cell reads as the end of the word. */
    private Optional<String> list(List<? extends Operand.Constant> values, boolean negated) {
        if (values.stream().anyMatch(value -> value instanceof Operand.Word word && !isOneWord(word))) {
            return Optional.empty();
        }
        String words = values.stream()
                .map(value -> value.parameter().isEmpty() ? word((Operand.Word) value) : "$" + value.parameter())
                .collect(Collectors.joining(", "));
        return Optional.of((negated ? (language == Language.CHINESE ? "不是 " : "not ") : "") + words);
    }

    private static boolean isOneWord(Operand.Word word) {
        return FullWidth.narrowed(word.value()).equals(word.value())
                && !word.value().contains(",");
    }

    private String word(Operand.Word word) {
        String shown = dictionary.shownValue(word.value());
        boolean plain = (word.value().matches("[A-Za-z0-9_]+") && !CellReader.isSaid(word.value()))
                || !shown.equals(word.value());
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
}
