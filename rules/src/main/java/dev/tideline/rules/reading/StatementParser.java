package dev.tideline.rules.reading;

import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.Token.Kind;
import dev.tideline.rules.tokens.TokenStream;
import dev.tideline.rules.tokens.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads right sides: chains of calls that end with a semicolon. What they mean is for {@code actions} to say. */
final class StatementParser {

    private static final int DEEPEST = 3;
    private static final int MOST_STATEMENTS = 20;

    private final TokenStream tokens;
    private final Problems problems;

    StatementParser(TokenStream tokens, Problems problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    /** Reads statements up to {@code end}, which is left; hands each chain to the taker, who may refuse it. */
    void statements(Consumer<List<Call>> actions) {
        int count = 0;
        while (!tokens.atFrame() && !problems.isFull()) {
            try {
                if (++count > MOST_STATEMENTS) {
                    throw new Unreadable(
                            tokens.peek(), Wording.of("at most {0} statements in one rule", MOST_STATEMENTS));
                }
                accept(chain(), actions);
            } catch (Unreadable unreadable) {
                unreadable.reportTo(problems);
                tokens.skipTo(stream -> stream.atSign(";") || stream.atFrame());
                tokens.takeSign(";");
            }
        }
    }

    /** Hands over a statement that was read to its end: a refusal of it leaves the next ones where they are. */
    private void accept(List<Call> chain, Consumer<List<Call>> actions) {
        try {
            actions.accept(chain);
        } catch (Unreadable refused) {
            refused.reportTo(problems);
        }
    }

    private List<Call> chain() {
        List<Call> chain = new ArrayList<>();
        do {
            Token name = tokens.expect(Kind.WORD, Wording.of("an action such as offer(\"key\") is expected here"));
            if (!tokens.atSign("(")) {
                throw new Unreadable(name, Wording.of("an action such as offer(\"key\") is expected here"));
            }
            chain.add(new Call(name, true, arguments(1)));
        } while (tokens.takeSign("."));
        tokens.expectSign(";");
        return chain;
    }

    private List<Call> arguments(int depth) {
        Token open = tokens.expectSign("(");
        if (depth > DEEPEST) {
            throw new Unreadable(open, Wording.of("at most {0} calls in each other", DEEPEST));
        }
        List<Call> arguments = new ArrayList<>();
        if (!tokens.atSign(")")) {
            do {
                arguments.add(argument(depth));
            } while (tokens.takeSign(","));
        }
        tokens.expectSign(")");
        return arguments;
    }

    private Call argument(int depth) {
        Token token = tokens.peek();
        boolean fits = token.is(Kind.WORD) || token.is(Kind.TEXT) || token.is(Kind.PARAMETER);
        if (!fits || tokens.atFrame()) {
            throw new Unreadable(token, Wording.of("a text, a channel or $u is expected here"));
        }
        tokens.next();
        return tokens.atSign("(") && token.is(Kind.WORD)
                ? new Call(token, true, arguments(depth + 1))
                : new Call(token, false, List.of());
    }
}
