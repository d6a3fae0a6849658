package dev.tideline.engine.authoring.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.authoring.comparison.FileDifference.Kind;
import dev.tideline.rules.notation.table.file.Workbooks;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void tellsWhichFilesDifferAndHow() {
        List<FileDifference> found = Comparison.of(
                Map.of("playbook.yaml", "key: a\n", "rules.drl", "one\ntwo\nthree\n", "gone.drl", "x"),
                Map.of("playbook.yaml", "key: a\n", "rules.drl", "one\n2\nthree\n", "new.drl", "y"));
        assertThat(found).extracting(FileDifference::name).containsExactly("gone.drl", "new.drl", "rules.drl");
        assertThat(found).extracting(FileDifference::kind).containsExactly(Kind.REMOVED, Kind.ADDED, Kind.CHANGED);
        assertThat(found.get(2).lines())
                .containsExactly(
                        "--- rules.drl", "+++ rules.drl", "@@ -1,4 +1,4 @@", " one", "-two", "+2", " three", " ");
        assertThat(Comparison.of(Map.of("a", "b"), Map.of("a", "b"))).isEmpty();
    }

    @Test
    void tellsEveryCellOfATableThatDiffersByRuleAndHeading() {
        List<CellDifference> cells = Comparison.of(
                        Map.of("rules.csv", "Rule,Why,days,Priority\nlow,few,30..59,10\nhigh,many,>= 60,20\n"),
                        Map.of("rules.csv", "Rule,days,Why,Channels\nhigh,>= 61,many,push\nlow,30..59,few,\nnew,,,\n"))
                .get(0)
                .cells();
        assertThat(cells)
                .containsExactly(
                        new CellDifference("", 2, "high", "Channels", "", "push"),
                        new CellDifference("", 2, "high", "Priority", "20", ""),
                        new CellDifference("", 2, "high", "days", ">= 60", ">= 61"),
                        new CellDifference("", 3, "low", "Priority", "10", ""),
                        new CellDifference("", 4, "new", "Rule", "", "new"));
    }

    @Test
    void comparesWorkbooksByTheirCellsAlone() {
        String before = workbook(List.of("Rule", "days"), List.of("quiet", ">= 30"));
        String after = workbook(List.of("Rule", "days"), List.of("quiet", ">= 31"));
        FileDifference found = Comparison.of(Map.of("rules.xlsx", before), Map.of("rules.xlsx", after))
                .get(0);
        assertThat(found.lines()).isEmpty();
        assertThat(found.cells()).containsExactly(new CellDifference("Rules", 2, "quiet", "days", ">= 30", ">= 31"));
        assertThat(Comparison.of(Map.of(), Map.of("rules.xlsx", "no workbook"))
                        .get(0)
                        .cells())
                .isEmpty();
    }

    private static String workbook(List<String> headings, List<String> row) {
        return Base64.getEncoder().encodeToString(Workbooks.write("Rules", List.of(headings, row), List.of()));
    }
}
