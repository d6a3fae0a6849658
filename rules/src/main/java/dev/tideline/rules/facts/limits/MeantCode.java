package dev.tideline.rules.facts.limits;

import dev.tideline.rules.problem.Nearest;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The code that somebody probably means who writes another code, or a name, of the same country, language or time zone. */
final class MeantCode {

    /** A shorter text is near to codes of quite other countries, and names are longer. */
    private static final int SHORTEST_NEAR = 4;

    /** Zones whose names say their distance from UTC the other way round. */
    private static final String TURNED_ROUND = "Etc/";

    /**
     * Written of these countries beside their codes: by the
     * <a href="https://publications.europa.eu/code/en/en-370100.htm">European
     * Union</a> and in everyday speech.
     */
    private static final Map<String, String> OTHER_CODES = Map.of("UK", "GB", "EL", "GR");

    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.CHINESE);
    private static final Map<String, String> COUNTRIES = countries();
    private static final Map<String, String> LANGUAGES = languages();
    private static final Map<String, String> ZONES = zones();

    private MeantCode() {}

    /** The code of this form that the text probably means; empty if that cannot be told. */
    static Optional<String> of(TextFormat format, String text) {
        return switch (format) {
            case COUNTRY -> named(COUNTRIES, text);
            case LANGUAGE ->
                Optional.of(text.replace('_', '-')).filter(format::accepts).or(() -> named(LANGUAGES, text));
            case ZONE -> named(ZONES, text.replace(' ', '_'));
            case PLAIN, LONG, ID, ASSET -> Optional.empty();
        };
    }

    private static Optional<String> named(Map<String, String> codes, String text) {
        return Optional.ofNullable(codes.get(text))
                .or(() -> text.length() < SHORTEST_NEAR
                        ? Optional.empty()
                        : Nearest.of(text, codes.keySet()).map(codes::get));
    }

    private static Map<String, String> countries() {
        Map<String, String> codes = names();
        for (String code : Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2)) {
            Locale country = new Locale.Builder().setRegion(code).build();
            SPOKEN.forEach(language -> codes.putIfAbsent(country.getDisplayCountry(language), code));
            codes.putIfAbsent(country.getISO3Country(), code);
            codes.put(code, code);
        }
        codes.putAll(OTHER_CODES);
        return codes;
    }

    private static Map<String, String> languages() {
        Map<String, String> codes = names();
        for (String code : Locale.getISOLanguages()) {
            Locale tongue = new Locale.Builder().setLanguage(code).build();
            SPOKEN.forEach(language -> codes.putIfAbsent(tongue.getDisplayLanguage(language), code));
        }
        return codes;
    }

    /** By their names, and by their cities. */
    private static Map<String, String> zones() {
        Map<String, String> codes = names();
        new TreeSet<>(ZoneId.getAvailableZoneIds())
                .stream()
                        .filter(zone -> zone.indexOf('/') > 0 && !zone.startsWith(TURNED_ROUND))
                        .forEach(zone -> {
                            codes.put(zone, zone);
                            codes.putIfAbsent(zone.substring(zone.lastIndexOf('/') + 1), zone);
                        });
        return codes;
    }

    private static Map<String, String> names() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }
}
