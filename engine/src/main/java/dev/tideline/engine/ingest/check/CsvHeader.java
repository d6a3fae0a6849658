package dev.tideline.engine.ingest.check;

import dev.tideline.engine.lines.CsvRow;
import dev.tideline.engine.lines.LineBatch;
import dev.tideline.engine.lines.LineReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The header of a CSV feed.
 *
 * @param columns its columns in order
 * @param refusals what is wrong with it; every row is refused then
 */
public record CsvHeader(List<String> columns, List<Refusal> refusals) {

    public CsvHeader {
        columns = List.copyOf(columns);
        refusals = List.copyOf(refusals);
    }

    /** Takes the first row off the body; an empty body has an empty header with nothing wrong. */
    public static CsvHeader take(LineReader body, Predicate<String> known) throws IOException {
        Optional<LineBatch> first = body.peek();
        if (first.isEmpty()) {
            return new CsvHeader(List.of(), List.of());
        }
        LineBatch batch = first.get();
        long line = batch.number(0);
        boolean whole = !batch.tooLong(0) && !batch.unclosed(0);
        List<String> columns = new ArrayList<>();
        CsvRow.cells(whole ? batch.utf8(0).orElse("") : "").forEach(cell -> columns.add(cell.strip()));
        batch.dropFirst();
        return new CsvHeader(columns, problems(line, columns, known));
    }

    private static List<Refusal> problems(long line, List<String> columns, Predicate<String> known) {
        List<Refusal> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            String name = Envelope.shown(column);
            if (!known.test(column)) {
                problems.add(new Refusal(line, i + 1, name, name, "a declared field or trait of the user"));
            } else if (!seen.add(column)) {
                problems.add(new Refusal(line, i + 1, name, name, "each column once"));
            }
        }
        for (String needed : List.of(FeedRow.USER_ID, FeedRow.SNAPSHOT_DATE)) {
            if (!columns.contains(needed)) {
                problems.add(new Refusal(line, needed, "", "a column " + needed + " in the header"));
            }
        }
        return problems;
    }

    /** The cells of a row under this header; none if the row is refused. */
    List<String> cells(@Nullable String text, FeedRow row) {
        if (!refusals.isEmpty()) {
            row.refuse("", "", "a row under a good header");
        } else if (text == null) {
            row.refuse("", "", "text in UTF-8");
        } else {
            List<String> cells = CsvRow.cells(text);
            if (cells.size() == columns.size()) {
                return cells;
            }
            row.refuse("", text, columns.size() + " cells as in the header, not " + cells.size());
        }
        return List.of();
    }
}
