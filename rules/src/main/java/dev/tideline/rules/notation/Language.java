package dev.tideline.rules.notation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A language that sentences and tables are written in. */
public enum Language {
    ENGLISH(Locale.ENGLISH),
    CHINESE(Locale.CHINESE);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** The ISO 639 code: {@code en} or {@code zh}. */
    public String code() {
        return locale.getLanguage();
    }

    /** The language of this code; empty for others. */
    public static Optional<Language> of(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code().equals(code))
                .findFirst();
    }
}
