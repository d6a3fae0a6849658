package dev.tideline.rules.reading;

import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Parameters;
import dev.tideline.rules.language.Visibility;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.reading.condition.ConditionReader;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.Token.Kind;
import dev.tideline.rules.tokens.TokenStream;
import dev.tideline.rules.tokens.Unreadable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the patterns of one rule: one of the user, bound to {@code $u}, and at most one each of market and instant. */
final class PatternParser {

    private static final String USER = "User";
    private static final String MARKET = "Market";
    private static final String AS_OF = "AsOf";

    private final TokenStream tokens;
    private final Vocabulary vocabulary;
    private final Visibility visibility;
    private final Parameters parameters;
    private final Problems problems;
    private final Map<String, Condition> found = new HashMap<>();

    PatternParser(
            TokenStream tokens,
            Vocabulary vocabulary,
            Visibility visibility,
            Parameters parameters,
            Problems problems) {
        this.tokens = tokens;
        this.vocabulary = vocabulary;
        this.visibility = visibility;
        this.parameters = parameters;
        this.problems = problems;
    }

    /** Reads from after {@code when} up to {@code then}, which is left. */
    void patterns() {
        Token start = tokens.peek();
        while (!tokens.atFrame() && !problems.isFull()) {
            try {
                pattern();
            } catch (Unreadable unreadable) {
                unreadable.reportTo(problems);
                tokens.skipTo(TokenStream::atFrame);
                return;
            }
        }
        if (!found.containsKey(USER)) {
            problems.add(start, Wording.of("a pattern `$u : User( … )` is expected here"));
        }
    }

    /** All conditions that were read. */
    Collection<Condition> all() {
        return found.values();
    }

    /** The condition on the user; empty after a problem. */
    Optional<Condition> user() {
        return Optional.ofNullable(found.get(USER));
    }

    /** The condition on the market; null if there is no such pattern. */
    @Nullable
    Condition market() {
        return found.get(MARKET);
    }

    /** The condition on the instant; null if there is no such pattern. */
    @Nullable
    Condition asOf() {
        return found.get(AS_OF);
    }

    private void pattern() {
        Token type = type();
        FactSchema schema = schema(type);
        if (found.containsKey(type.text())) {
            throw new Unreadable(type, Wording.of("only one {0} pattern stands in a rule", type.text()));
        }
        tokens.expectSign("(");
        found.put(type.text(), ConditionReader.constraints(tokens, schema, visibility, parameters, problems));
        tokens.expectSign(")");
    }

    private Token type() {
        Token first = tokens.peek();
        if (!first.is(Kind.PARAMETER)) {
            Token type = tokens.expect(Kind.WORD, Wording.of("a pattern such as `$u : User( … )` is expected here"));
            if (type.isWord(USER)) {
                throw new Unreadable(type, Wording.of("the user is bound: `$u : User( … )`"));
            }
            return type;
        }
        tokens.next();
        tokens.expectSign(":");
        Token type = tokens.expect(Kind.WORD, Wording.of("`User( … )` is expected here"));
        if (!type.isWord(USER) || !first.text().equals("u")) {
            throw new Unreadable(first, Wording.of("only the user is bound, and as `$u`"));
        }
        return type;
    }

    private FactSchema schema(Token type) {
        return switch (type.text()) {
            case USER -> vocabulary.user();
            case MARKET -> vocabulary.market();
            case AS_OF -> vocabulary.asOf();
            default ->
                throw new Unreadable(
                        type,
                        Wording.of(
                                "only patterns of facts stand here; {0}",
                                Nearest.hint(type.text(), List.of(USER, MARKET, AS_OF))));
        };
    }
}
