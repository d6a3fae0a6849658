package dev.tideline.engine.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CsvRowTest {

    @Test
    void takesQuotesOffAndKeepsEmptyCells() {
        assertThat(CsvRow.cells("a,,\"b,\"\"c\"\"\",")).containsExactly("a", "", "b,\"c\"", "");
    }

    @Test
    void takesAQuoteInsideAPlainCellAsItIs() {
        assertThat(CsvRow.cells("5\" pipe,x")).containsExactly("5\" pipe", "x");
    }

    @Property(tries = 300)
    void readsBackAnyCellsThatWereQuoted(@ForAll @Size(min = 1, max = 5) List<String> cells) {
        String row = cells.stream()
                .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(","));
        assertThat(CsvRow.cells(row)).isEqualTo(cells);
    }

    @Property(tries = 300)
    void neverThrows(@ForAll String row) {
        assertThat(CsvRow.cells(row)).isNotEmpty();
    }
}
