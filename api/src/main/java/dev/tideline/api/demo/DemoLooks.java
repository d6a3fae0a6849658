package dev.tideline.api.demo;

import java.time.Instant;
import java.util.SplittableRandom;

/** Logins without a trade: what a user's habit adds to his journey. */
final class DemoLooks {

    private static final long DAY = 86_400;

    private final DemoUser user;
    private final Instant end;
    private final SplittableRandom random;

    DemoLooks(DemoUser user, Instant end, SplittableRandom random) {
        this.user = user;
        this.end = end;
        this.random = random;
    }

    /** Tells of them, as far as they come after an instant. */
    void tell(Instant from, DemoLines lines) {
        switch (user.habit()) {
            case TRADES -> {}
            case LOOKS -> {
                for (int i = 0; i < 3; i++) {
                    look(end.minusSeconds(random.nextLong(14 * DAY)), from, lines);
                }
            }
            case CAME_DAILY -> {
                for (int day = 31; day <= 60; day++) {
                    look(end.minusSeconds(day * DAY - random.nextLong(DAY / 2)), from, lines);
                }
            }
        }
    }

    private static void look(Instant at, Instant from, DemoLines lines) {
        if (at.isAfter(from)) {
            lines.event(at, "login", "\"device\":\"web\"");
        }
    }
}
