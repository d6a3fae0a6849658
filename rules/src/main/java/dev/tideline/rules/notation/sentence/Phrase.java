package dev.tideline.rules.notation.sentence;

import dev.tideline.rules.tokens.Lexer;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.Token.Kind;
import java.util.List;
import java.util.Objects;

/**
 * Words that mean a piece of DRL.
 *
 * @param text the words
 * @param meaning the tokens they stand for; never empty
 */
record Phrase(String text, List<Token> meaning) {

    Phrase {
        Objects.requireNonNull(text, "text");
        meaning = List.copyOf(meaning);
    }

    /**
     * The phrase for a piece of DRL.
     *
     * @throws IllegalArgumentException if it is no DRL
     */
    static Phrase of(String text, String drl) {
        return new Phrase(text, lexed(drl));
    }

    /** The tokens of a piece of DRL, without the end. */
    static List<Token> lexed(String drl) {
        Problems problems = new Problems("dictionary");
        List<Token> tokens = Lexer.tokens(drl, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "Dictionary: " + problems.list().get(0).message() + ". Tried to read `" + drl + "`.");
        }
        return tokens.stream().filter(token -> !token.is(Kind.END)).toList();
    }

    /** The name of the fact whose pattern it means: {@code Market} of {@code Market()}. */
    String pattern() {
        return meaning.get(meaning.size() - 3).text();
    }

    /**
     * How many characters of the line it takes when it starts there; 0 if it does not. Letters of either case are the same,
     * one space is as good as several, and no letter or digit may be cut off a longer word.
     */
    int lengthAt(String line, int start) {
        if (cutsWord(line, start, text.codePointAt(0))) {
            return 0;
        }
        int at = start;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ' ') {
                int spaces = at;
                while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
                    at++;
                }
                if (at == spaces) {
                    return 0;
                }
            } else if (at < line.length() && same(text.charAt(i), line.charAt(at))) {
                at++;
            } else {
                return 0;
            }
        }
        return at < line.length() && cutsWord(line, at, line.charAt(at)) ? 0 : at - start;
    }

    /** Whether both sides of this point are letters or digits of the Latin script. */
    private static boolean cutsWord(String line, int point, int after) {
        return point > 0 && isLatin(line.charAt(point - 1)) && isLatin(after);
    }

    private static boolean isLatin(int character) {
        return (character >= '0' && character <= '9')
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || character == '_';
    }

    private static boolean same(char one, char other) {
        return one == other || (one < 128 && Character.toLowerCase(one) == Character.toLowerCase(other));
    }

    /** Whether these tokens begin with its meaning at this index. */
    boolean meansAt(List<Token> tokens, int start) {
        if (start + meaning.size() > tokens.size()) {
            return false;
        }
        for (int i = 0; i < meaning.size(); i++) {
            Token token = tokens.get(start + i);
            if (token.kind() != meaning.get(i).kind()
                    || !token.text().equals(meaning.get(i).text())) {
                return false;
            }
        }
        return true;
    }
}
