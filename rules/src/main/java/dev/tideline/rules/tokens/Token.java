package dev.tideline.rules.tokens;

/**
 * One word or sign of author's text.
 *
 * @param text as written; a text without its quotes, a parameter without its {@code $}
 * @param line from 1
 * @param column from 1
 */
public record Token(Kind kind, String text, int line, int column) {

    /** What it is. */
    public enum Kind {
        WORD,
        /** {@code $name}. */
        PARAMETER,
        /** A text in double quotes. */
        TEXT,
        /** Digits, perhaps with a point and further digits. */
        NUMBER,
        SIGN,
        END
    }

    /** Whether it is of this kind. */
    public boolean is(Kind other) {
        return kind == other;
    }

    /** Whether it is this sign. */
    public boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** Whether it is this word. */
    public boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    /** As a problem shows it; the end of the text shows nothing. */
    public String shown() {
        return switch (kind) {
            case END -> "";
            case PARAMETER -> "$" + text;
            default -> text;
        };
    }
}
