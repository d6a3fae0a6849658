package dev.tideline.engine.schedule;

import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * When a group of playbooks fires: playbooks with equal keys form one run.
 *
 * @param cron Quartz cron expression with seconds
 * @param zone IANA zone that the cron is read in
 */
public record ScheduleKey(String cron, String zone) {

    public ScheduleKey {
        expression(cron, zone);
    }

    /** The first fire time after an instant; empty if there is none any more. */
    public Optional<Instant> after(Instant instant) {
        return Optional.ofNullable(expression(cron, zone).getNextValidTimeAfter(Date.from(instant)))
                .map(Date::toInstant);
    }

    /** The latest fire times after one instant up to and including another, oldest first. */
    public List<Instant> between(Instant after, Instant until, int most) {
        List<Instant> times = new ArrayList<>();
        Optional<Instant> next = after(after);
        while (next.isPresent() && !next.get().isAfter(until)) {
            times.add(next.get());
            if (times.size() > most) {
                times.remove(0);
            }
            next = after(next.get());
        }
        return times;
    }

    @Override
    public String toString() {
        return cron + " " + zone;
    }

    private static CronExpression expression(String cron, String zone) {
        try {
            CronExpression expression = new CronExpression(cron);
            expression.setTimeZone(TimeZone.getTimeZone(ZoneId.of(zone)));
            return expression;
        } catch (ParseException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "Schedule '%s' in zone '%s' cannot be read: %s. Try '0 0 1 * * ?' and 'UTC'."
                            .formatted(cron, zone, e.getMessage()),
                    e);
        }
    }
}
