package dev.tideline.rules.lint.subject;

import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.playbook.reentry.Window;
import java.time.Duration;

/** Words that findings share. Stateless. */
public final class Said {

    private Said() {}

    /** {@code `fee-voucher-10` of 10 USDT}. */
    public static String of(Incentive incentive) {
        return "`" + incentive.key() + "` of " + incentive.faceValue();
    }

    /** {@code 30 days} for a rolling window, {@code calendar(month, UTC)} for another. */
    public static String of(Window window) {
        return window instanceof Window.Rolling rolling ? of(rolling.length()) : window.text();
    }

    /** {@code 30 days}, or {@code PT36H} where days are not whole. */
    public static String of(Duration length) {
        long days = length.toDays();
        return length.equals(Duration.ofDays(days)) ? days + (days == 1 ? " day" : " days") : length.toString();
    }
}
