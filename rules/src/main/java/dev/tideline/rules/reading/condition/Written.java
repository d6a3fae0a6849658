package dev.tideline.rules.reading.condition;

import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A value or field as it was written to the right of an operator.
 *
 * @param token the number, text, parameter or word
 * @param minus whether a minus stood before the number
 * @param scaled the field that it is the factor of; null if it is none
 */
record Written(Token token, boolean minus, @Nullable Token scaled) {

    boolean isNull() {
        return token.isWord("null");
    }

    /** Whether it names another field. */
    boolean isField() {
        return token.is(Kind.WORD) && !isNull() && !token.isWord("true") && !token.isWord("false");
    }

    String shown() {
        return (minus ? "-" : "") + token.shown();
    }
}
