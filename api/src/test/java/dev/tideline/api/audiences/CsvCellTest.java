package dev.tideline.api.audiences;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CsvCellTest {

    @Test
    void disarmsWhateverASpreadsheetWouldRun() {
        for (String start : List.of("=", "+", "-", "@", "\t", "\r", "\0", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20")) {
            assertThat(CsvCell.of(start + "cmd|' /C calc'!A0"))
                    .startsWith("\"'" + start)
                    .endsWith("\"");
        }
    }

    @Test
    void quotesByRfc4180() {
        assertThat(CsvCell.of("a,b")).isEqualTo("\"a,b\"");
        assertThat(CsvCell.of("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
        assertThat(CsvCell.of("two\nlines")).isEqualTo("\"two\nlines\"");
    }

    @Test
    void leavesPlainValuesAsTheyAre() {
        assertThat(CsvCell.of(null)).isEmpty();
        assertThat(CsvCell.of("u-1")).isEqualTo("u-1");
        assertThat(CsvCell.of(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void aRowHasAsManyCellsAsTheHeader() {
        MemberView member = new MemberView(
                "=1+1", null, List.of("PUSH", "EMAIL"), "en", null, null, null, Instant.EPOCH, "quiet/one", "CONTROL");
        assertThat(member.csv(true))
                .isEqualTo("\"'=1+1\",,PUSH|EMAIL,en,,,,1970-01-01T00:00:00Z,quiet/one,CONTROL\r\n");
        assertThat(member.csv(false).split(",", -1))
                .hasSameSizeAs(MemberView.csvHeader(false).split(",", -1));
    }
}
