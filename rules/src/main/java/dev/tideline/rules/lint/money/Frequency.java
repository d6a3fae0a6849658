package dev.tideline.rules.lint.money;

import dev.tideline.rules.playbook.reentry.ReEntry;
import dev.tideline.rules.playbook.reentry.ReEntry.Occurrence;
import dev.tideline.rules.playbook.reentry.Window;
import java.time.Duration;

/** How often re-entry lets one person get something. Stateless. */
final class Frequency {

    /** Without a limit. */
    static final long ENDLESS = Long.MAX_VALUE;

    private Frequency() {}

    /**
     * At least so many times in a window it may happen, 1 or more. What nothing limits, or what an event may repeat,
     * counts once: it has a finding of its own.
     */
    static long times(ReEntry reentry, Window window) {
        long most = most(reentry, window);
        return most == ENDLESS || reentry.occurrence() instanceof Occurrence.Event ? 1 : most;
    }

    /** So many times in a window it may happen, 1 or more; {@link #ENDLESS} if only events or nothing limit it. */
    static long most(ReEntry reentry, Window window) {
        Duration within = length(window);
        long most = reentry.atMost() == Integer.MAX_VALUE ? ENDLESS : reentry.atMost();
        if (!reentry.cooldown().isZero()) {
            most = Math.min(most, steps(within, reentry.cooldown()));
        }
        if (reentry.occurrence() instanceof Occurrence.Per per) {
            most = Math.min(most, steps(within, length(per.window())));
        }
        return reentry.occurrence() instanceof Occurrence.Ever ? 1 : most;
    }

    /** The least time from one to the next; zero if there is none. */
    static Duration pause(ReEntry reentry) {
        boolean rolls = reentry.occurrence() instanceof Occurrence.Per per && per.window() instanceof Window.Rolling;
        Duration window = rolls ? length(((Occurrence.Per) reentry.occurrence()).window()) : Duration.ZERO;
        return window.compareTo(reentry.cooldown()) > 0 ? window : reentry.cooldown();
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
