package dev.tideline.rules.tokens;

import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.tokens.Token.Kind;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Reads tokens one after the other. */
public final class TokenStream {

    private static final Set<String> FRAME = Set.of("rule", "when", "then", "end");

    private final List<Token> tokens;
    private int at;

    /** Over the tokens of a {@link Lexer}. */
    public TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The next token, left where it is; at the end one of kind END. */
    public Token peek() {
        return peek(0);
    }

    private Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    /** Takes the next token. */
    public Token next() {
        Token token = peek();
        at++;
        return token;
    }

    /** Whether none is left. */
    public boolean atEnd() {
        return peek().is(Kind.END);
    }

    /** Whether this sign comes. */
    public boolean atSign(String sign) {
        return peek().isSign(sign);
    }

    /** Whether this word comes. */
    public boolean atWord(String word) {
        return peek().isWord(word);
    }

    /** Whether a word that frames rules comes, or the end: nothing within a rule part goes past it. */
    public boolean atFrame() {
        return atEnd() || (peek().is(Kind.WORD) && FRAME.contains(peek().text()));
    }

    /** Whether a rule begins here. */
    public boolean atRule() {
        return atWord("rule") && peek(1).is(Kind.TEXT);
    }

    /** Takes this sign if it comes. */
    public boolean takeSign(String sign) {
        boolean there = atSign(sign);
        if (there) {
            at++;
        }
        return there;
    }

    /** Takes this sign, which must come. */
    public Token expectSign(String sign) {
        return written(peek().isSign(sign), sign);
    }

    /** Takes this word, which must come. */
    public Token expectWord(String word) {
        return written(peek().isWord(word), word);
    }

    /** Takes a token of this kind, which must come. */
    public Token expect(Kind kind, Wording expected) {
        if (!peek().is(kind)) {
            throw new Unreadable(peek(), expected);
        }
        return next();
    }

    private Token written(boolean there, String text) {
        if (!there) {
            throw new Unreadable(peek(), Wording.of("`{0}` is expected here", text));
        }
        return next();
    }

    /** Goes on until one of these comes, or the end. */
    public void skipTo(Predicate<TokenStream> stop) {
        while (!atEnd() && !stop.test(this)) {
            at++;
        }
    }
}
