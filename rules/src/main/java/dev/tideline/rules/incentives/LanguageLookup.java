package dev.tideline.rules.incentives;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Texts by language for a user's tag, in whatever case it comes: by the whole tag, then by ever less of it (RFC 4647, 3.4). */
public final class LanguageLookup {

    private LanguageLookup() {}

    /**
     * The text for a BCP 47 tag; empty if there is none, or the tag is none.
     *
     * @param texts by language tag in small letters, {@code zh}
     */
    public static <T> Optional<T> of(String tag, Map<String, T> texts) {
        T exact = texts.get(tag);
        if (exact != null) {
            return Optional.of(exact);
        }
        Locale language = Locale.forLanguageTag(tag);
        if (language.getLanguage().isEmpty()) {
            return Optional.empty();
        }
        List<Locale.LanguageRange> wanted = List.of(new Locale.LanguageRange(language.toLanguageTag()));
        return Optional.ofNullable(Locale.lookupTag(wanted, texts.keySet())).map(texts::get);
    }
}
