package dev.tideline.api.author;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * Codes of outcomes, reasons, states and entries of the log as they are shown: in English the code itself, which the reference
 * explains, in Chinese the words of {@code author/codes_zh.properties}.
 */
public final class CodeWords {

    private static final ResourceBundle CHINESE = ResourceBundle.getBundle("author.codes", Locale.CHINESE);
    private static final String LOST_TO = "LOST_TO(";

    private final boolean chinese;

    /** For readers of this language. */
    public CodeWords(Locale language) {
        this.chinese = language.getLanguage().equals(Locale.CHINESE.getLanguage());
    }

    /** A code in words; as it is if nobody has put it into words, or it is a playbook's own. */
    public String of(Object code) {
        String text = String.valueOf(code);
        if (!chinese) {
            return text;
        }
        try {
            return text.startsWith(LOST_TO)
                    ? CHINESE.getString("LOST_TO") + " " + text.substring(LOST_TO.length(), text.length() - 1)
                    : CHINESE.getString(text);
        } catch (MissingResourceException e) {
            return text;
        }
    }

    /** An outcome with its reason; what is granted has no other reason. */
    public String of(Object outcome, Object reason) {
        return String.valueOf(outcome).equals(String.valueOf(reason))
                ? of(outcome)
                : (of(outcome) + " " + of(reason)).strip();
    }
}
