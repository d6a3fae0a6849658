package dev.tideline.engine.quiet;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The clocks that a user may live by: his own zone if it is known; else all zones of his country, of which all must
 * agree; else those of a region that is one country; else UTC, for lack of anything better.
 */
final class UserZones {

    private static final Map<String, String> REGION_COUNTRY =
            Map.of("UK", "GB", "SG", "SG", "HK", "HK", "AE", "AE", "CA", "CA", "US", "US", "CN", "CN");
    private static final List<ZoneId> EU =
            List.of(ZoneId.of("Atlantic/Azores"), ZoneId.of("Europe/Berlin"), ZoneId.of("Europe/Helsinki"));
    private static final List<ZoneId> UNKNOWN = List.of(ZoneOffset.UTC);
    private static final Map<String, List<ZoneId>> NAMED = new ConcurrentHashMap<>();

    private UserZones() {}

    /** The zones; never empty. Any argument may be missing or a word that nobody knows. */
    public static List<ZoneId> of(@Nullable String timezone, @Nullable String country, @Nullable String region) {
        List<ZoneId> own = named(timezone);
        if (!own.isEmpty()) {
            return own;
        }
        List<ZoneId> national = country == null ? List.of() : CountryZones.of(country);
        return national.isEmpty() ? regional(region) : national;
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
