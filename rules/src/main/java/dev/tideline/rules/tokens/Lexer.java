package dev.tideline.rules.tokens;

import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.tokens.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Splits author's text into tokens. What cannot be a token is reported and left out. */
public final class Lexer {

    /** The most characters of one file. */
    public static final int LONGEST_FILE = 256 * 1024;

    private static final int LONGEST_TEXT = 300;
    private static final int LONGEST_WORD = 80;
    private static final int LONGEST_NUMBER = 24;
    private static final List<String> SIGNS =
            List.of("==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "(", ")", ",", ";", ":", "@", ".", "*", "-");

    private static final Map<Integer, Character> QUOTES = Map.of(
            (int) '\'',
            '\'',
            (int) '‘',
            '’',
            (int) '’',
            '’',
            (int) '“',
            '”',
            (int) '”',
            '”',
            (int) '„',
            '“',
            (int) '«',
            '»',
            (int) '「',
            '」',
            (int) '『',
            '』');

    private final String text;
    private final Problems problems;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private Lexer(String text, Problems problems) {
        this.text = text;
        this.problems = problems;
    }

    /** The tokens, ended by one of kind END. */
    public static List<Token> tokens(String text, Problems problems) {
        if (text.length() > LONGEST_FILE) {
            problems.add(0, 0, "", Wording.of("at most {0} characters in one file", LONGEST_FILE));
            return List.of(new Token(Kind.END, "", 1, 1));
        }
        Lexer lexer = new Lexer(text, problems);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (at < text.length() && !problems.isFull()) {
            step(text.charAt(at));
        }
        add(Kind.END, "", at);
    }

    private void step(char c) {
        if (c == '\n') {
            newLine();
        } else if (c == ' ' || c == '\t' || c == '\r') {
            at++;
        } else if (text.startsWith("//", at)) {
            comment("\n", 0);
        } else if (text.startsWith("/*", at)) {
            comment("*/", 2);
        } else if (c == '"') {
            quoted();
        } else if (isDigit(c)) {
            number();
        } else if (isLetter(c)) {
            name(Kind.WORD, at, wordEnd(at));
        } else if (c == '$' && at + 1 < text.length() && isLetter(text.charAt(at + 1))) {
            name(Kind.PARAMETER, at + 1, nameEnd(at + 1));
        } else {
            sign();
        }
    }

    private void newLine() {
        at++;
        line++;
        lineStart = at;
    }

    private void comment(String ending, int length) {
        int start = at;
        int end = text.indexOf(ending, at + 2);
        if (end < 0 && length > 0) {
            problem(start, "/*", Wording.of("a comment that ends with */"));
        }
        int stop = end < 0 ? text.length() : end + length;
        while (at < stop && !problems.isFull()) {
            if (text.charAt(at) == '\n') {
                newLine();
            } else {
                refuseHidden(at);
                at += Character.charCount(text.codePointAt(at));
            }
        }
    }

    private void quoted() {
        int start = at++;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
            refuseHidden(at);
            at += Character.charCount(text.codePointAt(at));
        }
        String content = text.substring(start + 1, Math.min(at, text.length()));
        if (at == text.length() || text.charAt(at) == '\n') {
            problem(start, content, Wording.of("a text that ends with \" on the same line"));
        } else {
            at++;
        }
        if (content.length() > LONGEST_TEXT) {
            problem(start, content, Wording.of("a text of at most {0} characters", LONGEST_TEXT));
        }
        tokens.add(new Token(Kind.TEXT, content, line, start - lineStart + 1));
    }

    private void number() {
        int start = at;
        int end = digitsEnd(at);
        if (end + 1 < text.length() && text.charAt(end) == '.' && isDigit(text.charAt(end + 1))) {
            end = digitsEnd(end + 1);
        }
        int junk = nameEnd(end);
        if (junk > end) {
            problem(start, text.substring(start, junk), Wording.of("a plain decimal number such as 100 or 0.25"));
        }
        at = junk;
        String digits = text.substring(start, end);
        if (digits.length() > LONGEST_NUMBER) {
            problem(start, digits, Wording.of("a number of at most {0} characters", LONGEST_NUMBER));
            digits = "0";
        }
        add(Kind.NUMBER, digits, start);
    }

    private void sign() {
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at)) {
                add(Kind.SIGN, sign, at);
                at += sign.length();
                return;
            }
        }
        int point = text.codePointAt(at);
        if (isHan(point)) {
            chinese();
            return;
        }
        if (QUOTES.containsKey(point)) {
            otherQuotes(QUOTES.get(point));
            return;
        }
        if (text.startsWith("=>", at)) {
            problem(at, "=>", Nearest.meant(">="));
            add(Kind.SIGN, ">=", at);
            at += 2;
            return;
        }
        Wording hint = switch (point) {
            case '=' -> Nearest.meant("==");
            case '\\' -> Wording.of("backslashes are not part of the rule language");
            default -> Wording.of("this character is not part of the rule language");
        };
        problem(at, shown(point), hint);
        if (point == '=') {
            add(Kind.SIGN, "==", at); // as what it is meant, so that it is told once
        }
        at += Character.charCount(point);
    }

    /** A text in other quotes is taken as it is meant, so that it is told once. */
    private void otherQuotes(char closing) {
        int start = at;
        int newLine = text.indexOf('\n', start);
        int stop = newLine < 0 ? text.length() : newLine;
        int end = text.indexOf(closing, start + 1);
        problem(
                start,
                shown(text.codePointAt(start)),
                Wording.of("texts stand in straight double quotes, \"like this\""));
        boolean closed = end >= 0 && end < stop;
        add(Kind.TEXT, text.substring(start + 1, closed ? end : stop), start);
        at = closed ? end + 1 : stop;
    }

    /** Chinese words that stand together are one mistake. */
    private void chinese() {
        int start = at;
        while (at < text.length() && isHan(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        problem(start, text.substring(start, at), Wording.of("these words are not part of the rule language"));
    }

    private static boolean isHan(int point) {
        return Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN;
    }

    /** Reports what a reader cannot see, or what could be read in two ways. */
    private void refuseHidden(int position) {
        int point = text.codePointAt(position);
        int type = Character.getType(point);
        boolean hidden = (type == Character.CONTROL && point != '\t' && point != '\r')
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
        if (hidden || point == '\\') {
            problem(position, shown(point), Wording.of("this character may not stand in a text or comment"));
        }
    }

    private void name(Kind kind, int start, int end) {
        if (end - start > LONGEST_WORD) {
            problem(at, text.substring(start, end), Wording.of("a name of at most {0} characters", LONGEST_WORD));
        }
        add(kind, text.substring(start, Math.min(end, start + LONGEST_WORD)), at);
        at = end;
    }

    private int wordEnd(int from) {
        int end = nameEnd(from);
        while (end + 1 < text.length() && text.charAt(end) == '-' && isLetter(text.charAt(end + 1))) {
            end = nameEnd(end + 1);
        }
        return end;
    }

    private int nameEnd(int from) {
        int end = from;
        while (end < text.length() && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private int digitsEnd(int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private void add(Kind kind, String content, int start) {
        tokens.add(new Token(kind, content, line, start - lineStart + 1));
    }

    private void problem(int position, String value, Wording expected) {
        problems.add(line, position - lineStart + 1, value, expected);
    }

    private static String shown(int point) {
        return point > ' ' && point < 127
                ? Character.toString(point)
                : "U+" + String.format(Locale.ROOT, "%04X", point);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
