package dev.tideline.engine.quiet;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a user may be, as far as is known of him; any of it may be a word that nobody knows.
 *
 * @param timezone his own zone
 * @param country his country
 * @param otherCountries where his residence, his telephone and his connection are
 * @param region his region group
 */
record UserPlace(
        @Nullable String timezone,
        @Nullable String country,
        List<String> otherCountries,
        @Nullable String region) {

    private static final Map<String, String> REGION_COUNTRY =
            Map.of("UK", "GB", "SG", "SG", "HK", "HK", "AE", "AE", "CA", "CA", "US", "US", "CN", "CN");
    private static final Map<String, String> COUNTRY_REGION = REGION_COUNTRY.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
    private static final List<ZoneId> EU =
            List.of(ZoneId.of("Atlantic/Azores"), ZoneId.of("Europe/Berlin"), ZoneId.of("Europe/Helsinki"));
    private static final List<ZoneId> UNKNOWN = List.of(ZoneOffset.UTC);
    private static final Map<String, List<ZoneId>> NAMED = new ConcurrentHashMap<>();

    UserPlace {
        otherCountries = List.copyOf(otherCountries);
    }

    /** His region group and every region that is one of his countries. */
    List<String> regions() {
        Stream<String> countries = Stream.concat(Stream.ofNullable(country), otherCountries.stream());
        Stream<String> ofCountries = countries.map(COUNTRY_REGION::get).filter(Objects::nonNull);
        return Stream.concat(Stream.ofNullable(region), ofCountries).distinct().toList();
    }

    /**
     * The clocks that he may live by, never none: his own zone if it is known; else all zones of his country, of which all
     * must agree; else those of his other countries; else those of a region that is one country; else UTC, for lack of
     * anything better.
     */
    List<ZoneId> zones() {
        List<ZoneId> own = named(timezone);
        if (!own.isEmpty()) {
            return own;
        }
        List<ZoneId> national = country == null ? List.of() : CountryZones.of(country);
        if (!national.isEmpty()) {
            return national;
        }
        List<ZoneId> others = otherCountries.stream()
                .flatMap(one -> CountryZones.of(one).stream())
                .distinct()
                .toList();
        return others.isEmpty() ? regional(region) : others;
    }

    private static List<ZoneId> regional(@Nullable String region) {
        if (region == null) {
            return UNKNOWN;
        }
        List<ZoneId> zones = region.equals("EU") ? EU : CountryZones.of(REGION_COUNTRY.getOrDefault(region, ""));
        return zones.isEmpty() ? UNKNOWN : zones;
    }

    private static List<ZoneId> named(@Nullable String timezone) {
        if (timezone == null) {
            return List.of();
        }
        List<ZoneId> kept = NAMED.get(timezone);
        return kept == null ? parsed(timezone) : kept;
    }

    private static List<ZoneId> parsed(String timezone) {
        try {
            List<ZoneId> zone = List.of(ZoneId.of(timezone));
            if (ZoneId.getAvailableZoneIds().contains(timezone)) {
                NAMED.put(timezone, zone);
            }
            return zone;
        } catch (DateTimeException e) {
            return List.of();
        }
    }
}
