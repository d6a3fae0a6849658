package dev.tideline.engine.quiet;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.guardrails.Limits.QuietHours;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** When a touch may go: now, or when the user's quiet hours end. They defer and never lose. Thread-safe. */
public final class Departure {

    private final QuietHours quietHours;
    private final Field timezone;
    private final Field country;
    private final List<Field> otherCountries;
    private final Field region;

    /** For users of this schema. */
    public Departure(QuietHours quietHours, FactSchema userSchema) {
        this.quietHours = quietHours;
        this.timezone = userSchema.require("timezone");
        this.country = userSchema.require("country_code");
        this.otherCountries = Stream.of("kyc_country", "phone_country", "ip_country")
                .map(userSchema::require)
                .toList();
        this.region = userSchema.require("region_group");
    }

    /** The fields that tell the clock of a user. */
    public Set<Field> reads() {
        return Stream.concat(Stream.of(timezone, country, region), otherCountries.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The first instant, not before {@code from}, at which a touch of this class may go over this channel. */
    public Instant notBefore(User user, CandidateClass candidateClass, Channel channel, Instant from) {
        if (candidateClass == CandidateClass.SERVICE || quietHours.exempt().contains(channel)) {
            return from;
        }
        UserPlace place = new UserPlace(
                user.text(timezone.slot()),
                user.text(country.slot()),
                otherCountries.stream()
                        .map(field -> user.text(field.slot()))
                        .filter(Objects::nonNull)
                        .toList(),
                user.text(region.slot()));
        return QuietClock.firstAllowed(from, place.clocks(), quietHours.in(place.regions()));
    }
}
