package dev.tideline.engine.rulebook.catalogue;

import dev.tideline.engine.schedule.ScheduleKey;
import dev.tideline.rules.document.Document;
import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.PlaybookReader;
import dev.tideline.rules.playbook.Reading;
import dev.tideline.rules.playbook.Schedule;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a playbook as {@link PlaybookReader} does, and asks what only the scheduler knows: whether its cron ever fires. */
public final class ScheduledPlaybook {

    /** A run looks at everybody who is due: one a minute leaves others their turn. */
    private static final Duration LEAST_APART = Duration.ofMinutes(1);

    private static final int LOOKED_AT = 100;

    private ScheduledPlaybook() {}

    /** The playbook, or all that is wrong with it. */
    public static Checked<Playbook> read(Map<String, String> files) {
        return reading(files).checked();
    }

    /** What can be read of the playbook, and all that is wrong with it. */
    public static Reading reading(Map<String, String> files) {
        Reading reading = PlaybookReader.reading(files);
        Schedule schedule = reading.playbook().schedule();
        if (schedule.cron().isEmpty() || fires(schedule)) { // what cannot be read has been told
            return reading;
        }
        return reading.with(ofCron(
                files, Wording.of("a Quartz cron expression that fires, such as '0 0 1 * * ?' (daily at 01:00)")));
    }

    /** What keeps a playbook that can be read from being published now: that it never fires again, or all the time. */
    public static Optional<Problem> untimely(Playbook playbook, Map<String, String> files, Instant now) {
        Schedule schedule = playbook.schedule();
        if (schedule.cron().isEmpty() || !fires(schedule)) {
            return Optional.empty();
        }
        ScheduleKey key = new ScheduleKey(schedule.cron(), schedule.zone().getId());
        Optional<Instant> next = key.after(now);
        if (next.isEmpty()) {
            return Optional.of(ofCron(files, Wording.of("a Quartz cron expression that fires again after {0}", now)));
        }
        for (int time = 0; time < LOOKED_AT && next.isPresent(); time++) {
            Instant before = next.get();
            next = key.after(before);
            if (next.filter(then -> then.isBefore(before.plus(LEAST_APART))).isPresent()) {
                return Optional.of(
                        ofCron(files, Wording.of("a Quartz cron expression with a minute between its times")));
            }
        }
        return Optional.empty();
    }

    private static Problem ofCron(Map<String, String> files, Wording expected) {
        Mapping declaration = Document.read(Playbook.DECLARATION, files.getOrDefault(Playbook.DECLARATION, ""));
        declaration.mapping("schedule").report("cron", expected);
        List<Problem> problems = declaration.problems();
        return problems.get(problems.size() - 1);
    }

    private static boolean fires(Schedule schedule) {
        try {
            return new ScheduleKey(schedule.cron(), schedule.zone().getId())
                    .after(Instant.EPOCH)
                    .isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
