package dev.tideline.rules.playbook;

import java.time.ZoneId;
import java.util.Objects;

/**
 * When a playbook runs. Playbooks with equal schedules form one run and arbitrate together.
 *
 * @param cron Quartz cron expression: seconds, minutes, hours, day of month, month, day of week and optionally year
 * @param zone time zone of the expression
 * @param onEvents whether it also decides for a user as soon as an event has changed him
 */
public record Schedule(String cron, ZoneId zone, boolean onEvents) {

    /** A schedule of sweeps alone. */
    public Schedule(String cron, ZoneId zone) {
        this(cron, zone, false);
    }

    public Schedule {
        Objects.requireNonNull(cron, "cron");
        Objects.requireNonNull(zone, "zone");
    }
}
