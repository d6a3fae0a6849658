package dev.tideline.rules.tokens;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A word that frames a rule; the same in every language that sentences are written in. */
public enum Keyword {
    /** Begins a line; the name of the rule follows. */
    RULE("(?:rule|规则):?(?=[\\s\"]).*"),
    WHEN("(?:when|当|如果):?"),
    THEN("(?:then|则|那么):?"),
    END("(?:end|结束):?");

    private static final Pattern NAME = Pattern.compile("[\\s\"]");

    private final Pattern line;

    Keyword(String line) {
        this.line = Pattern.compile(line, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** The word as rules are framed with it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The keyword that this line says or means: in either case, in Chinese, or with a colon. */
    public static Optional<Keyword> of(String words) {
        return Arrays.stream(values())
                .filter(keyword -> keyword.line.matcher(words).matches())
                .findFirst();
    }

    /** How a line of this keyword writes it. */
    public String written(String words) {
        Matcher name = NAME.matcher(words);
        return name.find() ? words.substring(0, name.start()) : words;
    }
}
