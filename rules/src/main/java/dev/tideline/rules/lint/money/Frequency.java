package dev.tideline.rules.lint.money;

import dev.tideline.rules.playbook.reentry.ReEntry;
import dev.tideline.rules.playbook.reentry.ReEntry.Occurrence;
import dev.tideline.rules.playbook.reentry.Window;
import java.time.Duration;

/** How often re-entry lets one person get something. Stateless. */
final class Frequency {

    private Frequency() {}

    /**
     * At least so many times in a window it may happen, 1 or more. What nothing limits, or what an event may repeat,
     * counts once: it has a finding of its own.
     */
    static long times(ReEntry reentry, Window window) {
        Duration within = length(window);
        long times = reentry.cooldown().isZero() ? Long.MAX_VALUE : steps(within, reentry.cooldown());
        if (reentry.occurrence() instanceof Occurrence.Per per) {
            times = Math.min(times, steps(within, length(per.window())));
        } else if (!(reentry.occurrence() instanceof Occurrence.Any) || times == Long.MAX_VALUE) {
            times = 1;
        }
        return Math.min(times, reentry.atMost());
    }

    private static long steps(Duration within, Duration step) {
        long whole = within.dividedBy(step);
        return Math.max(1, step.multipliedBy(whole).equals(within) ? whole : whole + 1);
    }

    private static Duration length(Window window) {
        if (window instanceof Window.Rolling rolling) {
            return rolling.length();
        }
        return switch (((Window.Calendar) window).unit()) {
            case DAY -> Duration.ofDays(1);
            case WEEK -> Duration.ofDays(7);
            case MONTH -> Duration.ofDays(31);
        };
    }
}
