package dev.tideline.rules.notation.table.file;

import dev.tideline.rules.notation.Notation;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The sheets of a playbook's file, whatever kind of table it is. */
public final class Tables {

    private Tables() {}

    /** Whether a file of this name is a table. */
    public static boolean isTable(String fileName) {
        return Notation.of(fileName)
                .filter(notation -> notation == Notation.CSV_TABLE || notation == Notation.XLSX_TABLE)
                .isPresent();
    }

    /**
     * The sheets of a table.
     *
     * @param text the text of a CSV file, or the bytes of a workbook in Base64
     * @param problems takes what is wrong with the file as a whole
     */
    public static List<Sheet> sheets(String fileName, String text, List<Problem> problems) {
        if (!fileName.endsWith(Notation.XLSX_TABLE.ending())) {
            Optional<Problem> separated = CsvSheet.separated(fileName, text);
            separated.ifPresent(problems::add);
            return separated.isPresent() ? List.of() : List.of(CsvSheet.read(fileName, text, problems));
        }
        try {
            return Workbooks.read(fileName, Base64.getDecoder().decode(text), problems);
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(Place.at(fileName, 0, 0), "", Wording.of("the bytes of a workbook in Base64")));
            return List.of();
        }
    }
}
