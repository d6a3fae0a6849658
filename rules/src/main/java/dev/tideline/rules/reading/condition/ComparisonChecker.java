package dev.tideline.rules.reading.condition;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.value.FieldWords;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Condition.Operator;
import dev.tideline.rules.language.Operand;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks one written comparison against the fields of a fact. After a problem it gives a stand-in, so that reading can go on. */
final class ComparisonChecker {

    private final FieldFinder fields;
    private final ConstantReader constants;
    private final Problems problems;

    ComparisonChecker(FieldFinder fields, ConstantReader constants, Problems problems) {
        this.fields = fields;
        this.constants = constants;
        this.problems = problems;
    }

    /** Stands in for a condition that has a problem. */
    Condition none(Token token) {
        return new Condition.All(List.of(), problems.place(token));
    }

    /** A flag that stands alone, or after {@code !}. */
    Condition flag(Token name, Operator operator) {
        Optional<Field> field = fields.field(name);
        if (field.isPresent() && field.get().type() != FieldType.FLAG) {
            return refuse(
                    name, Wording.of("{0}; only true-or-false fields stand alone", FieldWords.compared(field.get())));
        }
        return field.<Condition>map(flag ->
                        new Condition.Comparison(flag, operator, new Operand.Quantity(1, ""), problems.place(name)))
                .orElseGet(() -> none(name));
    }

    /** {@code field == value} and its like. */
    Condition compare(Token name, Token sign, Operator operator, Written right) {
        Optional<Field> found = fields.field(name);
        if (found.isEmpty()) {
            return none(name);
        }
        Field field = found.get();
        if (right.isNull()) {
            return missing(name, sign, operator, field);
        }
        if (field.type() == FieldType.TEXTS) {
            return refuse(sign, Wording.of("`{0}` is a set of words: write `{0} contains \"…\"`", field.name()));
        }
        if (operator.orders() && (field.type() == FieldType.TEXT || field.type() == FieldType.FLAG)) {
            return refuse(sign, Wording.of("`{0}` has no order: only == and != fit", field.name()));
        }
        return operand(right, field)
                .<Condition>map(operand -> new Condition.Comparison(field, operator, operand, problems.place(name)))
                .orElseGet(() -> none(name));
    }

    /** {@code field in (…)}. */
    Condition membership(Token name, boolean negated, List<Written> values) {
        Optional<Field> found = fields.field(name);
        if (found.isEmpty()) {
            return none(name);
        }
        Field field = found.get();
        if (field.type() == FieldType.TEXTS || field.type() == FieldType.FLAG) {
            return refuse(name, Wording.of("`in` fits neither sets of words nor true-or-false fields"));
        }
        List<Operand.Constant> constant = new ArrayList<>();
        values.forEach(value -> this.constants.constant(value, field).ifPresent(constant::add));
        return constant.isEmpty()
                ? none(name)
                : new Condition.Membership(field, negated, constant, problems.place(name));
    }

    /** {@code field contains "X"}. */
    Condition containment(Token name, boolean negated, Written word) {
        Optional<Field> found = fields.field(name);
        if (found.isEmpty()) {
            return none(name);
        }
        Field field = found.get();
        if (field.type() != FieldType.TEXTS) {
            return refuse(name, Wording.of("`contains` fits sets of words only; {0}", FieldWords.compared(field)));
        }
        return constants
                .constant(word, field)
                .<Condition>map(constant ->
                        new Condition.Containment(field, negated, (Operand.Word) constant, problems.place(name)))
                .orElseGet(() -> none(name));
    }

    private Condition missing(Token name, Token sign, Operator operator, Field field) {
        if (operator.orders()) {
            return refuse(sign, Wording.of("a missing value is tested with `== null` or `!= null`"));
        }
        if (!field.nullable() || field.type() == FieldType.TEXTS) {
            return refuse(name, Wording.of("`{0}` is never missing: it is 0, false or empty instead", field.name()));
        }
        return new Condition.Missing(field, operator == Operator.UNEQUAL, problems.place(name));
    }

    private Optional<? extends Operand> operand(Written right, Field field) {
        Token scaled = right.scaled();
        if (scaled != null) {
            Optional<Operand.Quantity> factor = constants.factor(right);
            Optional<Field> other = other(scaled, field).filter(it -> multiplies(scaled, it));
            return factor.flatMap(
                    number -> other.map(it -> new Operand.Scaled(number.value(), number.parameter(), it)));
        }
        return right.isField() ? other(right.token(), field).map(Operand.Other::new) : constants.constant(right, field);
    }

    private Optional<Field> other(Token name, Field field) {
        Optional<Field> other = fields.field(name);
        if (other.isPresent() && (other.get().type() != field.type() || field.type() == FieldType.FLAG)) {
            problems.add(
                    name,
                    Wording.of(
                            "`{0}` ({1}) cannot be compared with `{2}` ({3})",
                            field.name(),
                            FieldWords.type(field.type()),
                            name.text(),
                            FieldWords.type(other.get().type())));
            return Optional.empty();
        }
        if (other.isPresent() && other.get().equals(field)) {
            problems.add(name, Wording.of("another field: a field is not compared with itself"));
            return Optional.empty();
        }
        return other;
    }

    private boolean multiplies(Token name, Field field) {
        boolean fits =
                field.type() == FieldType.WHOLE || field.type() == FieldType.AMOUNT || field.type() == FieldType.RATIO;
        if (!fits) {
            problems.add(name, Wording.of("only numbers can be multiplied"));
        }
        return fits;
    }

    private Condition refuse(Token token, Wording expected) {
        problems.add(token, expected);
        return none(token);
    }
}
