package dev.tideline.rules.lint.subject;

import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.playbook.reentry.Window;
import dev.tideline.rules.problem.Wording;
import java.time.Duration;

/** Words that findings share. Stateless. */
public final class Said {

    private Said() {}

    /** {@code `fee-voucher-10` of 10 USDT}. */
    public static Wording of(Incentive incentive) {
        return Wording.of("`{0}` of {1}", incentive.key(), incentive.faceValue());
    }

    /** {@code 30 days} for a rolling window, {@code calendar(month, UTC)} for another. */
    public static Wording of(Window window) {
        return window instanceof Window.Rolling rolling ? of(rolling.length()) : Wording.verbatim(window.text());
    }

    /** {@code 30 days}, or {@code PT36H} where days are not whole. */
    public static Wording of(Duration length) {
        long days = length.toDays();
        if (!length.equals(Duration.ofDays(days))) {
            return Wording.verbatim(length.toString());
        }
        return days == 1 ? Wording.of("{0} day", days) : Wording.of("{0} days", days);
    }
}
