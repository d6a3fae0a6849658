package dev.tideline.api.author.files;

import dev.tideline.engine.authoring.Draft;
import dev.tideline.engine.authoring.validation.Validation;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.notation.Notation;
import dev.tideline.rules.notation.table.file.Tables;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.scenario.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files of a draft with one of them open.
 *
 * @param playbook key of the playbook
 * @param revision version that the draft would make: what the next save replaces
 * @param savedBy who saved it last; empty if it is the version in force
 * @param files names of all files
 * @param name name of the open file
 * @param text its text; empty if it is a workbook
 * @param grids its sheets if it is a table
 * @param problems what is wrong with all files
 * @param findings what the checks beyond syntax found
 * @param coverage which rules and rows the cases fire
 */
record DraftPanel(
        String playbook,
        String revision,
        String savedBy,
        List<String> files,
        String name,
        String text,
        List<Grid> grids,
        List<ProblemLine> problems,
        List<FindingLine> findings,
        Coverage coverage) {

    /** One finding of the checks beyond syntax, for a list. */
    record FindingLine(String severity, String code, String place, String message) {
        static FindingLine of(Finding finding, Locale language) {
            return new FindingLine(
                    finding.severity().name().toLowerCase(Locale.ROOT),
                    finding.code().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    finding.place().text(),
                    finding.message(language));
        }
    }

    static DraftPanel of(Draft draft, Validation found, @Nullable String wanted, Locale language) {
        String name = wanted != null && draft.files().containsKey(wanted) ? wanted : first(draft);
        String text = Objects.requireNonNullElse(draft.files().get(name), "");
        List<ProblemLine> problems = found.problems().stream()
                .map(problem -> ProblemLine.of(problem, language))
                .toList();
        return new DraftPanel(
                draft.playbook(),
                draft.version(),
                draft.authors().isEmpty() ? "" : draft.savedBy(),
                List.copyOf(draft.files().keySet()),
                name,
                isWorkbook(name) ? "" : text,
                grids(name, text, problems),
                problems,
                found.findings().stream()
                        .map(finding -> FindingLine.of(finding, language))
                        .toList(),
                found.coverage());
    }

    /** The rules, if there are any. */
    private static String first(Draft draft) {
        return draft.files().keySet().stream()
                .filter(name -> Notation.of(name).isPresent())
                .findFirst()
                .orElseGet(() -> draft.files().firstKey());
    }

    static boolean isWorkbook(String name) {
        return Notation.of(name).filter(Notation::isBinary).isPresent();
    }

    /** What a file is broken by as a whole is among the problems anyway. */
    private static List<Grid> grids(String name, String text, List<ProblemLine> problems) {
        if (!Tables.isTable(name)) {
            return List.of();
        }
        List<Problem> broken = new ArrayList<>();
        List<Grid> grids = Tables.sheets(name, text, broken).stream()
                .map(sheet -> Grid.of(sheet, problems))
                .toList();
        return broken.isEmpty() ? grids : List.of();
    }

    /** Whether its cells can be edited here. */
    public boolean isCells() {
        return grids.size() == 1 && grids.get(0).isSmall();
    }

    /** Whether its text can be edited here. */
    public boolean isPlain() {
        return !isWorkbook(name) && !isCells();
    }

    /** Whether nothing keeps it from becoming a version. */
    public boolean isSound() {
        return problems.isEmpty()
                && findings.stream().noneMatch(finding -> finding.severity().equals("error"));
    }

    /** What is wrong with the open file. */
    public List<ProblemLine> here() {
        return problems.stream()
                .filter(problem -> problem.source().equals(name))
                .toList();
    }
}
