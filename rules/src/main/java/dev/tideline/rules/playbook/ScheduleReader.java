package dev.tideline.rules.playbook;

import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.problem.Wording;
import java.util.regex.Pattern;

/** Reads when a playbook runs. The shape of the cron expression is checked here, its meaning by the scheduler. */
final class ScheduleReader {

    private static final Pattern FIELD = Pattern.compile("[0-9A-Z*?/,#-]+");
    private static final Wording EXPECTED = Wording.of("a Quartz cron expression of 6 or 7 fields with ? for the day of"
            + " month or of week, such as '0 0 1 * * ?' (daily at 01:00)");
    private static final int DAY_OF_MONTH = 3;
    private static final int DAY_OF_WEEK = 5;

    private ScheduleReader() {}

    static Schedule read(Mapping schedule) {
        String cron = schedule.value("cron", EXPECTED, "", ScheduleReader::cron);
        Schedule read = new Schedule(cron, schedule.zone("zone"), schedule.flag("onEvents", false));
        schedule.refuseOthers();
        return read;
    }

    private static String cron(String text) {
        String[] fields = text.strip().split("\\s+", -1);
        boolean shape = fields.length == 6 || fields.length == 7;
        for (String field : fields) {
            shape = shape && FIELD.matcher(field).matches();
        }
        if (!shape || fields[DAY_OF_MONTH].equals("?") == fields[DAY_OF_WEEK].equals("?")) {
            throw new IllegalArgumentException(text);
        }
        return String.join(" ", fields);
    }
}
