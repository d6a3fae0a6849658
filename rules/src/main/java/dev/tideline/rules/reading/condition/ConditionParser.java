package dev.tideline.rules.reading.condition;

import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Condition.Operator;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.Token.Kind;
import dev.tideline.rules.tokens.TokenStream;
import dev.tideline.rules.tokens.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads constraints by recursive descent, up to a depth and a number of comparisons. */
final class ConditionParser {

    private static final int DEEPEST = 32;
    private static final int MOST_COMPARISONS = 200;
    private static final int MOST_VALUES = 200;

    /** All lists of a pattern become one method of a generated class, which the JVM limits to 64 KiB. */
    private static final int MOST_LISTED = 1_000;

    private final TokenStream tokens;
    private final ComparisonChecker checker;
    private final Problems problems;
    private int depth;
    private int comparisons;
    private int listed;
    private @Nullable Token subject;

    ConditionParser(TokenStream tokens, ComparisonChecker checker, Problems problems) {
        this.tokens = tokens;
        this.checker = checker;
        this.problems = problems;
    }

    /** Constraints with commas between them, up to a closing parenthesis or the end, which is left. */
    Condition constraints() {
        Token start = tokens.peek();
        List<Condition> parts = new ArrayList<>();
        if (tokens.atSign(")") || tokens.atEnd()) {
            return checker.none(start);
        }
        do {
            parts.add(constraint());
        } while (tokens.takeSign(",") && !problems.isFull());
        return parts.size() == 1 ? parts.get(0) : new Condition.All(parts, problems.place(start));
    }

    private Condition constraint() {
        Token start = tokens.peek();
        depth = 0;
        subject = null;
        try {
            Condition condition = any();
            if (!tokens.atSign(",") && !tokens.atSign(")") && !tokens.atEnd()) {
                throw new Unreadable(
                        tokens.peek(), Wording.of("`,`, `&&`, `||` or the end of the condition is expected here"));
            }
            return condition;
        } catch (Unreadable unreadable) {
            unreadable.reportTo(problems);
            skipConstraint();
            return checker.none(start);
        }
    }

    /** Goes on to the comma or parenthesis that ends this constraint, over those of inner parentheses. */
    private void skipConstraint() {
        int open = depth;
        while (!tokens.atFrame() && !(open <= 0 && (tokens.atSign(",") || tokens.atSign(")")))) {
            Token token = tokens.next();
            open += token.isSign("(") ? 1 : token.isSign(")") ? -1 : 0;
        }
    }

    private Condition any() {
        return joined("||", this::all, Condition.Any::new);
    }

    private Condition all() {
        return joined("&&", this::single, Condition.All::new);
    }

    private Condition joined(
            String sign, Supplier<Condition> part, BiFunction<List<Condition>, Place, Condition> together) {
        Token start = tokens.peek();
        List<Condition> parts = new ArrayList<>(List.of(part.get()));
        while (tokens.takeSign(sign)) {
            parts.add(part.get());
        }
        return parts.size() == 1 ? parts.get(0) : together.apply(parts, problems.place(start));
    }

    private Condition single() {
        Token token = tokens.peek();
        if (tokens.takeSign("!")) {
            return tokens.atSign("(")
                    ? new Condition.Not(grouped(), problems.place(token))
                    : checker.flag(
                            name(Wording.of("a true-or-false field or `(` is expected after `!`")), Operator.UNEQUAL);
        }
        if (tokens.atSign("(")) {
            return grouped();
        }
        if (token.is(Kind.SIGN) && operator(token).isPresent()) {
            return relation(halfFormSubject(token));
        }
        Token name = name(Wording.of("a field is expected here"));
        return startsRelation() ? relation(name) : checker.flag(name, Operator.EQUAL);
    }

    private Condition grouped() {
        Token open = tokens.expectSign("(");
        if (++depth > DEEPEST) {
            throw new Unreadable(open, Wording.of("at most {0} levels of parentheses", DEEPEST));
        }
        Condition inner = any();
        tokens.expectSign(")");
        depth--;
        return inner;
    }

    private Token name(Wording expected) {
        if (tokens.atFrame()) {
            throw new Unreadable(tokens.peek(), expected);
        }
        Token name = tokens.expect(Kind.WORD, expected);
        count(name);
        if (tokens.atSign("(") || tokens.atSign(".")) {
            throw new Unreadable(name, Wording.of("calls are not part of conditions; compare a field with a value"));
        }
        subject = name;
        return name;
    }

    private Token halfFormSubject(Token sign) {
        if (subject == null) {
            throw new Unreadable(sign, Wording.of("a field is expected before the operator"));
        }
        count(sign);
        return subject;
    }

    private void count(Token token) {
        if (++comparisons > MOST_COMPARISONS) {
            throw new Unreadable(token, Wording.of("at most {0} comparisons in one pattern", MOST_COMPARISONS));
        }
    }

    private boolean startsRelation() {
        Token token = tokens.peek();
        return operator(token).isPresent() || (token.is(Kind.WORD) && !tokens.atFrame());
    }

    private Condition relation(Token name) {
        Token sign = tokens.next();
        Optional<Operator> operator = operator(sign);
        if (operator.isPresent()) {
            return checker.compare(name, sign, operator.get(), operand());
        }
        boolean negated = sign.isWord("not");
        Token word = negated ? tokens.next() : sign;
        if (word.isWord("in")) {
            return checker.membership(name, negated, values());
        }
        if (word.isWord("contains")) {
            return checker.containment(name, negated, value());
        }
        throw new Unreadable(
                word, Wording.of("== != < <= > >= in contains, `not in` or `not contains` is expected here"));
    }

    private List<Written> values() {
        tokens.expectSign("(");
        depth++;
        List<Written> values = new ArrayList<>();
        do {
            if (values.size() == MOST_VALUES) {
                throw new Unreadable(tokens.peek(), Wording.of("at most {0} values", MOST_VALUES));
            }
            if (++listed > MOST_LISTED) {
                throw new Unreadable(
                        tokens.peek(), Wording.of("at most {0} values in the lists of one pattern", MOST_LISTED));
            }
            values.add(value());
        } while (tokens.takeSign(","));
        tokens.expectSign(")");
        depth--;
        return values;
    }

    private Written value() {
        Written written = operand();
        if (written.scaled() != null || written.isField() || written.isNull()) {
            throw new Unreadable(written.token(), Wording.of("a value or a parameter is expected here"));
        }
        return written;
    }

    private Written operand() {
        boolean minus = tokens.takeSign("-");
        Token token = tokens.peek();
        if (tokens.atFrame() || token.is(Kind.SIGN) || (minus && !token.is(Kind.NUMBER))) {
            throw new Unreadable(token, Wording.of("a value, a parameter or a field is expected here"));
        }
        tokens.next();
        if (tokens.atSign("(") || tokens.atSign(".")) {
            throw new Unreadable(token, Wording.of("calls are not part of conditions; compare a field with a value"));
        }
        boolean factor = tokens.takeSign("*");
        return new Written(
                token,
                minus,
                factor ? tokens.expect(Kind.WORD, Wording.of("the factor stands first: `0.5 * field`")) : null);
    }

    private static Optional<Operator> operator(Token token) {
        if (token.is(Kind.SIGN)) {
            for (Operator operator : Operator.values()) {
                if (operator.sign().equals(token.text())) {
                    return Optional.of(operator);
                }
            }
        }
        return Optional.empty();
    }
}
