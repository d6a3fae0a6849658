package dev.tideline.api.author;

import dev.tideline.rules.notation.table.file.Workbooks;
import java.util.List;

/** Workbooks to be uploaded. */
final class Workbook {
    private Workbook() {}

    /** The rule that a new playbook begins with. */
    static byte[] ofOneRule() {
        return Workbooks.write(
                "Rules",
                List.of(
                        List.of("Rule", "Why", "days since the last trade", "Message", "Channels"),
                        List.of("write", "No trade for 30 to 59 days", "30..59", "come-back", "push")),
                List.of());
    }
}
