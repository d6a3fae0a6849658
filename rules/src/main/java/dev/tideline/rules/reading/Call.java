package dev.tideline.rules.reading;

import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.Token.Kind;
import java.util.List;

/**
 * One call of a right side, or one argument of a call.
 *
 * @param token name of what is called, or the argument itself
 * @param called whether parentheses follow
 * @param arguments what stands in them
 */
record Call(Token token, boolean called, List<Call> arguments) {

    Call {
        arguments = List.copyOf(arguments);
    }

    boolean isCallOf(String name) {
        return called && token.isWord(name);
    }

    boolean isText() {
        return !called && token.is(Kind.TEXT);
    }

    boolean isWord() {
        return !called && token.is(Kind.WORD);
    }

    /** The only argument. */
    boolean hasOneArgument() {
        return arguments.size() == 1;
    }
}
