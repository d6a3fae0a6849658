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
     * The clocks that he may live by, never none, what is better known before the rest: his own zone if it is known; else all
     * zones of his country; else those of his other countries and of his region together, then of his region, then of each
     * other country; else UTC, for lack of anything better.
     */
    List<List<ZoneId>> clocks() {
        List<ZoneId> own = named(timezone);
        if (!own.isEmpty()) {
            return List.of(own);
        }
        List<ZoneId> national = country == null ? List.of() : CountryZones.of(country);
        if (!national.isEmpty()) {
            return List.of(national);
        }
        List<List<ZoneId>> each = Stream.concat(
                        Stream.of(regional(region)), otherCountries.stream().map(CountryZones::of))
                .filter(zones -> !zones.isEmpty())
                .distinct()
                .toList();
        List<ZoneId> all = each.stream().flatMap(List::stream).distinct().toList();
        return all.isEmpty()
                ? List.of(UNKNOWN)
                : Stream.concat(Stream.of(all), each.stream()).toList();
    }

    /** The zones of a region that is one country, or the EU. */
    private static List<ZoneId> regional(@Nullable String region) {
        if (region == null) {
            return List.of();
        }
        return region.equals("EU") ? EU : CountryZones.of(REGION_COUNTRY.getOrDefault(region, ""));
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
