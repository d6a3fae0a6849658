package dev.tideline.rules.facts.vocabulary;

import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.FactSchema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Makes the calendar of an instant that rules match as {@code AsOf}. */
public final class AsOfFacts {

    private AsOfFacts() {}

    /**
     * The calendar of an instant.
     *
     * @param asOf instant of evaluation
     * @param zone zone of the calendar
     */
    public static AsOf of(Vocabulary vocabulary, Instant asOf, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(asOf, zone);
        FactSchema schema = vocabulary.asOf();
        return schema.builder()
                .text(schema.require("day_of_week").slot(), day.getDayOfWeek().name())
                .number(schema.require("day_of_month").slot(), day.getDayOfMonth())
                .number(schema.require("month").slot(), day.getMonthValue())
                .asOf();
    }
}
