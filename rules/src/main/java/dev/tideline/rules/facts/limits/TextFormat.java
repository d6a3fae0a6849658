package dev.tideline.rules.facts.limits;

import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Wording;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Forms of texts. None lets NUL or half of a surrogate pair pass, which a database cannot keep. */
public enum TextFormat {
    /** Any text of ordinary length. */
    PLAIN(1_000, Wording.of("a text of at most 1,000 characters, without NUL and half characters")),
    /** What a person wrote. */
    LONG(20_000, Wording.of("a text of at most 20,000 characters, without NUL and half characters")),
    /** The name of something. */
    ID(200, Wording.of("a text of 1 to 200 characters without control characters")),
    /** A country, ISO 3166-1 alpha-2. */
    COUNTRY(2, Wording.of("an ISO 3166 alpha-2 country code such as DE")),
    /** A language tag, BCP 47 (RFC 5646), whose language ISO 639 knows if it has two letters. */
    LANGUAGE(35, Wording.of("a BCP 47 language tag such as pt-BR")),
    /** A time zone of the IANA database. */
    ZONE(64, Wording.of("an IANA time zone such as Europe/Berlin")),
    /** The code of a coin, token or currency. Exchanges list codes in small letters and in other scripts too. */
    ASSET(32, Wording.of("the code of an asset such as BTC: letters, digits, and . _ - $ within 32 characters"));

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());
    private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}$][\\p{L}\\p{N}._$-]*");

    private final int longest;

    @SuppressWarnings("ImmutableEnumChecker") // a phrase holds texts and phrases only
    private final Wording expected;

    TextFormat(int longest, Wording expected) {
        this.longest = longest;
        this.expected = expected;
    }

    /** The expectation in English words. */
    public String expected() {
        return expected.text();
    }

    /** The expectation in words. */
    public Wording wording() {
        return expected;
    }

    /** What is expected instead of a text that has another form, with the code that it probably means. */
    public Wording instead(String text) {
        return MeantCode.of(this, text)
                .map(code -> Wording.of("{0}; {1}", expected, Nearest.meant(code)))
                .orElse(expected);
    }

    /** Whether a text has this form. */
    public boolean accepts(String text) {
        return text.length() <= longest
                && isStorable(text)
                && switch (this) {
                    case PLAIN, LONG -> true;
                    case ID -> !text.isBlank() && text.chars().noneMatch(c -> c < ' ' || c == 0x7f);
                    case COUNTRY -> COUNTRIES.contains(text);
                    case LANGUAGE -> isLanguage(text);
                    case ZONE -> ZONES.contains(text);
                    case ASSET -> CODE.matcher(text).matches();
                };
    }

    /** Whether a text has no NUL and no half of a surrogate pair. */
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || (Character.isSurrogate(c) && !isPair(text, i++))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    private static boolean isLanguage(String tag) {
        try {
            String language = new Locale.Builder().setLanguageTag(tag).build().getLanguage();
            return language.length() == 3 || LANGUAGES.contains(language);
        } catch (IllformedLocaleException e) {
            return false;
        }
    }
}
