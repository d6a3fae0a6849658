package dev.tideline.engine.quiet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The clocks of each country, from {@code country-zones.csv}. */
final class CountryZones {

    private static final Map<String, List<ZoneId>> BY_COUNTRY = read();

    private CountryZones() {}

    /** The zones of an ISO 3166 country; empty if it is not known. */
    static List<ZoneId> of(String country) {
        return BY_COUNTRY.getOrDefault(country, List.of());
    }

    private static Map<String, List<ZoneId>> read() {
        InputStream file = Objects.requireNonNull(
                CountryZones.class.getResourceAsStream("/country-zones.csv"), "country-zones.csv");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableMap(line -> line.substring(0, 2), CountryZones::zones));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ZoneId> zones(String line) {
        return Arrays.stream(line.substring(3).split(" "))
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of)
                .toList();
    }
}
