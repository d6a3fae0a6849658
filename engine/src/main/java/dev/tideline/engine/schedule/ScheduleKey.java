package dev.tideline.engine.schedule;

import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
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
        return next(expression(cron, zone), instant);
    }

    private static Optional<Instant> next(CronExpression expression, Instant after) {
        return Optional.ofNullable(expression.getNextValidTimeAfter(Date.from(after)))
                .map(Date::toInstant);
    }

    /**
     * The latest fire times after one instant up to and including another, oldest first. Cron goes forward only, so they
     * are sought in ever longer spans before the end: what came before them costs nothing.
     */
    public List<Instant> between(Instant after, Instant until, int most) {
        Duration span = Duration.ofHours(1);
        while (true) {
            Instant back = until.minus(span);
            List<Instant> times = between(back.isAfter(after) ? back : after, until);
            if (times.size() >= most || !back.isAfter(after)) {
                return times.subList(Math.max(0, times.size() - most), times.size());
            }
            span = span.multipliedBy(2);
        }
    }

    private List<Instant> between(Instant after, Instant until) {
        CronExpression expression = expression(cron, zone);
        List<Instant> times = new ArrayList<>();
        Optional<Instant> next = next(expression, after);
        while (next.isPresent() && !next.get().isAfter(until)) {
            times.add(next.get());
            next = next(expression, next.get());
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
