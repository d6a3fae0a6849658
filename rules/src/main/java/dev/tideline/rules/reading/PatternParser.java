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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the patterns of one rule: one of the user, bound to {@code $u}, and at most one each of market and instant. */
final class PatternParser {

    private static final String USER = "User";
    private static final String MARKET = "Market";
    private static final String AS_OF = "AsOf";

    private final TokenStream tokens;
    private final Map<String, FactSchema> facts;
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
        this.facts = facts(vocabulary);
        this.visibility = visibility;
        this.parameters = parameters;
        this.problems = problems;
    }

    private static Map<String, FactSchema> facts(Vocabulary vocabulary) {
        Map<String, FactSchema> facts = new LinkedHashMap<>();
        facts.put(USER, vocabulary.user());
        facts.put(MARKET, vocabulary.market());
        facts.put(AS_OF, vocabulary.asOf());
        return facts;
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
        String fact = fact();
        tokens.expectSign("(");
        Condition condition = ConditionReader.constraints(tokens, facts, fact, visibility, parameters, problems);
        found.putIfAbsent(fact, condition);
        tokens.expectSign(")");
    }

    /** The fact that a pattern begins with; the one that is meant, after what is wrong with its name is told. */
    private String fact() {
        Token first = tokens.peek();
        boolean bound = first.is(Kind.PARAMETER);
        if (bound) {
            tokens.next();
            tokens.expectSign(":");
        }
        if (tokens.atFrame()) {
            throw new Unreadable(tokens.peek(), Wording.of("`User( … )` is expected here"));
        }
        Token type = tokens.expect(
                Kind.WORD,
                bound
                        ? Wording.of("`User( … )` is expected here")
                        : Wording.of("a pattern such as `$u : User( … )` is expected here"));
        String fact = facts.containsKey(type.text()) ? type.text() : meant(type, bound);
        if (type.isWord(USER) && !bound) {
            problems.add(type, Wording.of("the user is bound: `$u : User( … )`"));
        }
        if (bound && !(fact.equals(USER) && first.text().equals("u"))) {
            problems.add(first, Wording.of("only the user is bound, and as `$u`"));
        }
        if (found.containsKey(fact)) {
            problems.add(type, Wording.of("only one {0} pattern stands in a rule", fact));
        }
        return fact;
    }

    /** The fact whose name is nearest; of what is bound the user, if none is near. */
    private String meant(Token type, boolean bound) {
        Optional<String> near = Nearest.of(type.text(), facts.keySet());
        Wording hint = !bound && near.filter(USER::equals).isPresent()
                ? Nearest.meant("$u : User")
                : Nearest.hint(type.text(), facts.keySet());
        Wording expected = Wording.of("only patterns of facts stand here; {0}", hint);
        if (near.isEmpty() && !bound) {
            throw new Unreadable(type, expected);
        }
        problems.add(type, expected);
        return near.orElse(USER);
    }
}
