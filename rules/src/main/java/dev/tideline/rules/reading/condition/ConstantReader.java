package dev.tideline.rules.reading.condition;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.limits.TextFormat;
import dev.tideline.rules.facts.value.FieldWords;
import dev.tideline.rules.language.Operand;
import dev.tideline.rules.language.Parameter;
import dev.tideline.rules.language.Parameters;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.Token.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Reads a written value as a constant of a field's type, or says what is wrong with it. */
final class ConstantReader {

    private final Parameters parameters;
    private final Problems problems;

    ConstantReader(Parameters parameters, Problems problems) {
        this.parameters = parameters;
        this.problems = problems;
    }

    /** The constant, in the kept units of the field; empty after a problem. */
    Optional<Operand.Constant> constant(Written written, Field field) {
        return written.token().is(Kind.PARAMETER) ? parameter(written.token(), field) : literal(written, field);
    }

    /** A factor in millionths; empty after a problem. */
    Optional<Operand.Quantity> factor(Written written) {
        Token token = written.token();
        if (token.is(Kind.NUMBER)) {
            return decimal(written, FieldType.RATIO, Wording.of("a factor with at most 6 decimals"));
        }
        if (!token.is(Kind.PARAMETER)) {
            return refuse(written, Wording.of("a factor is a number or a parameter"));
        }
        Wording expected = Wording.of("a parameter that is a plain number");
        return declared(token)
                .flatMap(parameter -> parameter.fits(FieldType.RATIO)
                        ? quantity(token, parameter, FieldType.RATIO, expected)
                        : refuse(written, expected));
    }

    private Optional<Operand.Constant> literal(Written written, Field field) {
        Token token = written.token();
        return switch (field.type()) {
            case WHOLE, AMOUNT, RATIO ->
                token.is(Kind.NUMBER)
                        ? decimal(written, field.type(), FieldWords.compared(field))
                                .map(number -> number)
                        : refuse(written, FieldWords.compared(field));
            case FLAG ->
                token.isWord("true") || token.isWord("false")
                        ? Optional.of(new Operand.Quantity(token.isWord("true") ? 1 : 0, ""))
                        : refuse(written, FieldWords.compared(field));
            case INSTANT -> token.is(Kind.TEXT) ? instant(written, field) : refuse(written, FieldWords.compared(field));
            case TEXT, TEXTS ->
                token.is(Kind.TEXT)
                        ? word(token, token.text(), "", field)
                        : refuse(written, FieldWords.compared(field));
        };
    }

    private Optional<Operand.Constant> parameter(Token token, Field field) {
        Optional<Parameter> declared = declared(token);
        if (declared.isEmpty()) {
            return Optional.empty();
        }
        Parameter parameter = declared.get();
        if (!field.type().isNumber() && parameter.type() == FieldType.TEXT) {
            return word(token, parameter.text(), token.text(), field);
        }
        Wording compared = FieldWords.compared(field);
        return parameter.fits(field)
                ? quantity(token, parameter, field.type(), compared).map(number -> number)
                : refuse(token, Wording.of("{0}; the parameter is {1}", compared, parameter.words()));
    }

    /** The value of a parameter that fits the type, in the kept units of that. */
    private Optional<Operand.Quantity> quantity(Token token, Parameter parameter, FieldType wanted, Wording expected) {
        long million = parameter.type() == wanted ? 1 : 1_000_000;
        return Math.abs(parameter.value()) <= FieldType.LARGEST / million
                ? Optional.of(new Operand.Quantity(parameter.value() * million, parameter.name()))
                : refuse(token, FieldWords.limited(expected, wanted));
    }

    private Optional<Parameter> declared(Token token) {
        if (!known(token) && !unclear(token)) {
            problems.add(
                    token,
                    Wording.of(
                            "no parameter has this name; {0}",
                            Nearest.hint(
                                    "$" + token.text(),
                                    parameters.known().keySet().stream()
                                            .map(name -> "$" + name)
                                            .toList())));
        }
        return Optional.ofNullable(parameters.known().get(token.text()));
    }

    private boolean unclear(Token token) {
        return parameters.unclear().contains(token.text());
    }

    private boolean known(Token token) {
        return parameters.known().containsKey(token.text());
    }

    private Optional<Operand.Constant> word(Token token, String word, String parameter, Field field) {
        if (word.isEmpty()) {
            return refuse(token, Wording.of("a word that is not empty; a missing value is tested with `== null`"));
        }
        if (TextFormat.isStorable(word) && !field.holds(word)) { // what cannot be kept was told as it was read
            return refuse(
                    token,
                    Wording.of("`{0}` never has this value; {1}", field.name(), FieldWords.instead(field, word)));
        }
        return Optional.of(new Operand.Word(word, parameter));
    }

    private Optional<Operand.Quantity> decimal(Written written, FieldType type, Wording expected) {
        BigDecimal kept = new BigDecimal(written.token().text())
                .movePointRight(type.scale())
                .stripTrailingZeros();
        if (kept.scale() > 0) {
            return refuse(written, expected);
        }
        if (kept.compareTo(BigDecimal.valueOf(FieldType.LARGEST)) > 0) {
            return refuse(written, FieldWords.limited(expected, type));
        }
        return Optional.of(new Operand.Quantity(written.minus() ? -kept.longValueExact() : kept.longValueExact(), ""));
    }

    private Optional<Operand.Constant> instant(Written written, Field field) {
        try {
            String text = written.token().text();
            Instant instant = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, instant);
            return Math.abs(micros) <= FieldType.LARGEST
                    ? Optional.of(new Operand.Quantity(micros, ""))
                    : refuse(written, FieldWords.compared(field));
        } catch (DateTimeException | ArithmeticException notInstant) {
            return refuse(written, FieldWords.compared(field));
        }
    }

    private <T> Optional<T> refuse(Written written, Wording expected) {
        problems.add(written.token().line(), written.token().column(), written.shown(), expected);
        return Optional.empty();
    }

    private <T> Optional<T> refuse(Token token, Wording expected) {
        problems.add(token, expected);
        return Optional.empty();
    }
}
