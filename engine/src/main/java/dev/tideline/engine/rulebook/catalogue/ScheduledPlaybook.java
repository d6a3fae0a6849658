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
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reads a playbook as {@link PlaybookReader} does, and asks what only the scheduler knows: whether its cron ever fires. */
public final class ScheduledPlaybook {

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
        Mapping declaration = Document.read(Playbook.DECLARATION, files.getOrDefault(Playbook.DECLARATION, ""));
        declaration
                .mapping("schedule")
                .report(
                        "cron",
                        Wording.of("a Quartz cron expression that fires, such as '0 0 1 * * ?' (daily at 01:00)"));
        List<Problem> problems = declaration.problems();
        return reading.with(problems.get(problems.size() - 1));
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
