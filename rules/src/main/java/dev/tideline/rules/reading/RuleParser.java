package dev.tideline.rules.reading;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.interpretation.Reads;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Offers;
import dev.tideline.rules.language.Parameters;
import dev.tideline.rules.language.Visibility;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.Token.Kind;
import dev.tideline.rules.tokens.TokenStream;
import dev.tideline.rules.tokens.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads the rules of one file. Nothing else may stand in it. */
final class RuleParser {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*");
    private static final int MOST_RULES = 200;
    private static final int LONGEST_NAME = 120;

    private final TokenStream tokens;
    private final Vocabulary vocabulary;
    private final Visibility visibility;
    private final Parameters parameters;
    private final Offers offers;
    private final Problems problems;
    private final List<CheckedRule> rules = new ArrayList<>();

    RuleParser(
            TokenStream tokens,
            Vocabulary vocabulary,
            Visibility visibility,
            Parameters parameters,
            Offers offers,
            Problems problems) {
        this.tokens = tokens;
        this.vocabulary = vocabulary;
        this.visibility = visibility;
        this.parameters = parameters;
        this.offers = offers;
        this.problems = problems;
    }

    /** The rules in written order; of use only if there are no problems. */
    List<CheckedRule> rules() {
        int count = 0;
        if (tokens.atEnd() && problems.isEmpty()) {
            problems.add(tokens.peek(), Wording.of("at least one rule is expected here"));
        }
        while (!tokens.atEnd() && !problems.isFull()) {
            try {
                if (++count > MOST_RULES) {
                    problems.add(tokens.peek(), Wording.of("at most {0} rules in one file", MOST_RULES));
                    return rules;
                }
                rule().ifPresent(rules::add);
            } catch (Unreadable unreadable) {
                unreadable.reportTo(problems);
                tokens.skipTo(TokenStream::atRule);
            }
        }
        return rules;
    }

    private Optional<CheckedRule> rule() {
        if (!tokens.atWord("rule")) {
            throw new Unreadable(
                    tokens.peek(), Wording.of("only rules stand in a file: rule \"playbook/what-it-does\""));
        }
        Token start = tokens.next();
        Token name = name(start);
        String why = whyOrNone(name);
        tokens.expectWord("when");
        PatternParser patterns = new PatternParser(tokens, vocabulary, visibility, parameters, problems);
        patterns.patterns();
        tokens.expectWord("then");
        PlaybookActions proposals = new PlaybookActions(offers, problems);
        GuardrailActions refusals = new GuardrailActions();
        statements(visibility == Visibility.GUARDRAIL ? refusals::accept : proposals::accept);
        problems.end(tokens.expectWord("end").line());
        return patterns.user().map(user -> checked(name, why, user, patterns, proposals, refusals));
    }

    private void statements(Consumer<List<Call>> actions) {
        Token start = tokens.peek();
        if (tokens.atWord("end")) {
            problems.add(start, Wording.of("at least one action is expected here"));
        }
        new StatementParser(tokens, problems).statements(actions);
    }

    private Token name(Token start) {
        Token name = tokens.expect(Kind.TEXT, Wording.of("the name of the rule in double quotes is expected here"));
        problems.begin(start.line(), start.column(), name.text());
        if (!NAME.matcher(name.text()).matches() || name.text().length() > LONGEST_NAME) {
            problems.add(
                    name,
                    Wording.of(
                            "a name such as `playbook/what-it-does`: lower case letters, digits and hyphens, at most {0}",
                            LONGEST_NAME));
        }
        return name;
    }

    /** Goes on at {@code when} after a problem, so that the conditions are checked as well. */
    private String whyOrNone(Token name) {
        try {
            return why(name);
        } catch (Unreadable unreadable) {
            tokens.skipTo(TokenStream::atFrame);
            if (!tokens.atWord("when")) {
                throw unreadable;
            }
            unreadable.reportTo(problems);
            return "";
        }
    }

    private String why(Token name) {
        String why = "";
        while (!tokens.atWord("when")) {
            if (!tokens.takeSign("@")) {
                throw new Unreadable(
                        tokens.peek(),
                        Wording.of("`@why(\"…\")` and then `when` are expected here; rules have no attributes"));
            }
            Token key = tokens.expect(Kind.WORD, Wording.of("`{0}` is expected here", "why"));
            if (!key.isWord("why") || !why.isEmpty()) {
                throw new Unreadable(key, Wording.of("only one @why(\"…\") stands before `when`"));
            }
            tokens.expectSign("(");
            why = tokens.expect(Kind.TEXT, Wording.of("the reason in double quotes"))
                    .text()
                    .strip();
            tokens.expectSign(")");
        }
        if (why.isEmpty()) {
            problems.add(name, Wording.of("a rule says what it is for: @why(\"…\") before `when`"));
        }
        return why;
    }

    private CheckedRule checked(
            Token name,
            String why,
            Condition user,
            PatternParser patterns,
            PlaybookActions proposals,
            GuardrailActions refusals) {
        Set<Field> reads = new LinkedHashSet<>();
        patterns.all().forEach(condition -> reads.addAll(Reads.of(condition)));
        if (reads.isEmpty() && problems.isEmpty()) {
            problems.add(name, Wording.of("a rule has at least one condition"));
        }
        return new CheckedRule(
                name.text().split("/", 2)[0],
                name.text(),
                why,
                user,
                patterns.market(),
                patterns.asOf(),
                proposals.parts(),
                refusals.effects(),
                problems.place(name),
                reads);
    }
}
