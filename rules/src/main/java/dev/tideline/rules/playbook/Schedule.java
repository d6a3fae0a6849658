package dev.tideline.rules.playbook;

import java.time.ZoneId;
import java.util.Objects;

/**
 * When a playbook runs. Playbooks with equal schedules form one run and arbitrate together.
 *
 * @param cron Quartz cron expression: seconds, minutes, hours, day of month, month, day of week and optionally year
 * @param zone time zone of the expression
 */
public record Schedule(String cron, ZoneId zone) {
    public Schedule {
        Objects.requireNonNull(cron, "cron");
        Objects.requireNonNull(zone, "zone");
    }
}
