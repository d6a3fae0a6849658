package dev.tideline.rules.notation.table;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.value.FieldValues;
import dev.tideline.rules.facts.value.UnreadableValue;
import dev.tideline.rules.notation.sentence.Dictionary;
import dev.tideline.rules.notation.sentence.SentenceLexer;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.Token.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says whether a cell under a number or an instant has the form of a condition on it. */
final class QuantityForm {

    private static final Pattern COMPARED = Pattern.compile("(?:<=|>=|<|>|==|!=)\\s*(\\S.*)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final Pattern PARAMETER = Pattern.compile("\\$[A-Za-z][A-Za-z0-9]*");

    private final Field field;
    private final Dictionary dictionary;

    QuantityForm(Field field, Dictionary dictionary) {
        this.field = field;
        this.dictionary = dictionary;
    }

    /** Whether the text is a range, or values and comparisons with commas between them. */
    boolean fits(String text) {
        Matcher range = CellReader.RANGE.matcher(text);
        return range.matches()
                ? isValue(range.group(1)) && isValue(range.group(3))
                : List.of(text.split("\\s*,\\s*", -1)).stream().allMatch(this::isPart);
    }

    private boolean isPart(String part) {
        Matcher compared = COMPARED.matcher(part);
        return compared.matches() ? isValue(compared.group(1)) || isOtherField(compared.group(1)) : isValue(part);
    }

    private boolean isValue(String text) {
        if (PARAMETER.matcher(text).matches()) {
            return true;
        }
        if (field.type() == FieldType.INSTANT) {
            return isInstant(text.replace("\"", ""));
        }
        return NUMBER.matcher(text).matches()
                && new BigDecimal(text).stripTrailingZeros().scale()
                        <= field.type().scale();
    }

    private static boolean isInstant(String text) {
        try {
            FieldValues.number(FieldType.INSTANT, text);
            return true;
        } catch (UnreadableValue e) {
            return false;
        }
    }

    /** Whether it names another field, perhaps with a factor: {@code 0.5 times volume of 7 days}. */
    private boolean isOtherField(String text) {
        Problems found = new Problems("");
        List<Token> tokens = SentenceLexer.condition(text, dictionary, found);
        boolean alone = tokens.size() == 1;
        boolean scaled = tokens.size() == 3
                && (tokens.get(0).is(Kind.NUMBER) || tokens.get(0).is(Kind.PARAMETER))
                && tokens.get(1).isSign("*");
        return found.isEmpty()
                && (alone || scaled)
                && tokens.get(tokens.size() - 1).is(Kind.WORD);
    }
}
