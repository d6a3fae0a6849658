package dev.tideline.rules.notation.table;

import dev.tideline.rules.notation.FullWidth;
import dev.tideline.rules.notation.table.Heading.Special;
import dev.tideline.rules.notation.table.file.Sheet;
import dev.tideline.rules.notation.table.file.Tables;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the rows of a playbook's tables say about their rules beside condition and action.
 *
 * @param priorities by the rules' full names, 0 to 100
 * @param cooldowns by the rules' full names, whole days
 */
public record RowSettings(Map<String, Integer> priorities, Map<String, Duration> cooldowns) {

    private static final Pattern PRIORITY = Pattern.compile("\\d{1,2}|100");
    private static final Pattern DAYS = Pattern.compile("(\\d{1,4})\\s*(?:days?|天)?");

    /** The settings of all tables among these files; problems go to the taker. */
    public static RowSettings of(String playbook, Map<String, String> files, List<Problem> problems) {
        RowSettings settings = new RowSettings(new HashMap<>(), new HashMap<>());
        files.forEach((name, text) -> {
            if (Tables.isTable(name)) {
                // what is wrong with the file itself is told when its rules are read
                Tables.sheets(name, text, new ArrayList<>()).forEach(sheet -> settings.add(playbook, sheet, problems));
            }
        });
        return settings;
    }

    private void add(String playbook, Sheet sheet, List<Problem> problems) {
        if (sheet.rows().isEmpty()) {
            return;
        }
        Map.Entry<Integer, Map<Integer, String>> head = sheet.rows().firstEntry();
        Map<Special, Integer> columns = new HashMap<>();
        head.getValue().forEach((column, text) -> Special.of(text).ifPresent(special -> columns.put(special, column)));
        sheet.rows().tailMap(head.getKey(), false).forEach((row, cells) -> {
            String name = cells.getOrDefault(columns.getOrDefault(Special.RULE, 0), "");
            String rule = name.isEmpty() ? "" : playbook + "/" + name;
            int priority = columns.getOrDefault(Special.PRIORITY, 0);
            if (cells.containsKey(priority)) {
                String text = FullWidth.narrowed(cells.getOrDefault(priority, ""));
                if (PRIORITY.matcher(text).matches()) {
                    priorities.put(rule, Integer.valueOf(text));
                } else {
                    problems.add(new Problem(
                            sheet.place(row, priority), text, Wording.of("a priority from 0 to 100"), rule));
                }
            }
            int cooldown = columns.getOrDefault(Special.COOLDOWN, 0);
            if (cells.containsKey(cooldown)) {
                String text = FullWidth.narrowed(cells.getOrDefault(cooldown, ""));
                Matcher days = DAYS.matcher(text);
                if (days.matches()) {
                    cooldowns.put(rule, Duration.ofDays(Long.parseLong(days.group(1))));
                } else {
                    problems.add(new Problem(
                            sheet.place(row, cooldown), text, Wording.of("a number of days, such as 30"), rule));
                }
            }
        });
    }
}
