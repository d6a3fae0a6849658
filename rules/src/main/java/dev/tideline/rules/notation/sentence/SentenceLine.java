package dev.tideline.rules.notation.sentence;

import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.Token.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One line of sentences, and what is left of it when phrases are taken out. */
final class SentenceLine {

    private static final String SIGNS = "=!<>&|(),;:@.*-";
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"?");
    private static final int FIRST_FOREIGN = 128;

    private final int number;
    private final String text;
    private final StringBuilder rest;
    private final int start;
    private final int end;

    /**
     * A line.
     *
     * @param number from 1
     * @param written as it is in the file
     * @param text without comments
     */
    SentenceLine(int number, String written, String text) {
        this.number = number;
        this.text = text;
        this.rest = new StringBuilder(written);
        this.end = text.stripTrailing().length();
        this.start = text.length() - text.stripLeading().length();
    }

    int number() {
        return number;
    }

    /** The line without comments. */
    String text() {
        return text;
    }

    /** What it says, without spaces at the ends; empty if nothing. */
    String words() {
        return text.strip();
    }

    /** Whether it has letters or signs outside of quotes that the rule language does not know, such as Chinese ones. */
    boolean isForeign() {
        return QUOTED.matcher(text).replaceAll("").strip().chars().anyMatch(c -> c >= FIRST_FOREIGN);
    }

    /** Index of the first character that is no space. */
    int start() {
        return start;
    }

    /** Index after the last character that is no space. */
    int end() {
        return end;
    }

    /** Index of the first character that is no space between these, or the last of them. */
    int next(int from, int to) {
        int next = from;
        while (next < to && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next;
    }

    /** The line with spaces for what was taken. */
    String rest() {
        return rest.toString();
    }

    /** Takes what stands between these indices. */
    void take(int from, int to) {
        for (int i = from; i < to; i++) {
            rest.setCharAt(i, ' ');
        }
    }

    /** A token of the dictionary at this index. */
    Token placed(Token token, int index) {
        return new Token(token.kind(), token.text(), number, index + 1);
    }

    Token sign(String sign, int index) {
        return new Token(Kind.SIGN, sign, number, index + 1);
    }

    /** Whether this character is read as it is: a space, a quoted text, a number, a parameter or a sign. */
    boolean isPlain(int at) {
        char c = text.charAt(at);
        return Character.isWhitespace(c) || c == '"' || c == '$' || (c >= '0' && c <= '9') || SIGNS.indexOf(c) >= 0;
    }

    /** Index after what starts with a plain character. */
    int plainEnd(int at) {
        char c = text.charAt(at);
        int next = at + 1;
        if (c == '"') {
            int close = text.indexOf('"', next);
            return close < 0 ? text.length() : close + 1;
        }
        while (next < text.length() && (c == '$' || Character.isDigit(c)) && isName(text.charAt(next))) {
            next++;
        }
        return next;
    }

    private static boolean isName(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    /** Index where what is unknown ends: at the next phrase of two letters or more, quote, number or parameter. */
    int unknownEnd(int at, int to, List<Phrase> known) {
        int next = wordEnd(at);
        while (next < to) {
            Optional<Phrase> phrase = Dictionary.longest(known, text, next);
            boolean ends = phrase.isPresent() && phrase.get().text().length() > 1;
            if (ends || (isPlain(next) && !Character.isWhitespace(text.charAt(next)))) {
                return next;
            }
            next = wordEnd(next);
        }
        return Math.min(next, to);
    }

    private boolean continuesWord(int at) {
        boolean joins = "-.".indexOf(text.charAt(at)) >= 0;
        return isName(text.charAt(at)) || (joins && at + 1 < text.length() && isName(text.charAt(at + 1)));
    }

    private int wordEnd(int at) {
        int next = at + 1;
        while (next < text.length() && isName(text.charAt(at)) && continuesWord(next)) {
            next++;
        }
        return next;
    }
}
