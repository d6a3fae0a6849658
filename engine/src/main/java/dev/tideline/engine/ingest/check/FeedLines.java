package dev.tideline.engine.ingest.check;

import dev.tideline.engine.lines.JsonLines;
import dev.tideline.engine.lines.LineBatch;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.TimelineBuilder;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.value.FieldValues;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Checks lines that each hold one row of a user feed. Thread-safe. */
public final class FeedLines {

    /** Columns of a good line, in order. */
    public static final String COLUMNS = "line, user_id, person_id, timeline";

    private static final String DECLARED = "a declared field or trait of the user";

    private final Vocabulary vocabulary;
    private final FieldSources sources;
    private final Days days;
    private final Instant receivedAt;
    private final Moments moments;
    private final int longest;

    public FeedLines(Vocabulary vocabulary, FieldSources sources, Days days, Instant receivedAt, IngestLimits limits) {
        this.vocabulary = vocabulary;
        this.sources = sources;
        this.days = days;
        this.receivedAt = receivedAt;
        this.moments = limits.moments(receivedAt);
        this.longest = limits.lineBytes();
    }

    /** Checks lines of JSON objects. */
    public CheckedLines checkJson(LineBatch lines) {
        CheckedLines checked = new CheckedLines();
        TimelineBuilder timeline = new TimelineBuilder(days);
        for (int line = 0; line < lines.count(); line++) {
            if (!checked.refusedWhole(lines, line, longest)) {
                checkJson(lines, line, timeline, checked);
            }
        }
        return checked;
    }

    private void checkJson(LineBatch lines, int line, TimelineBuilder timeline, CheckedLines checked) {
        FeedRow row = new FeedRow(lines.number(line), List.of(), vocabulary, moments);
        try {
            JsonNode object = JsonLines.read(lines.bytes(), lines.start(line), lines.length(line));
            if (object.isObject()) {
                read(object, row, checked);
            } else {
                row.refuse("", Envelope.shown(lines.text(line)), "a JSON object");
            }
        } catch (JacksonException e) {
            row.refuse("", Envelope.shown(lines.text(line)), JsonLines.expected(e));
        }
        row.end(timeline, sources, days, receivedAt, checked);
    }

    private void read(JsonNode object, FeedRow row, CheckedLines checked) {
        row.userId(word(object, FeedRow.USER_ID));
        row.day(word(object, FeedRow.SNAPSHOT_DATE));
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String column = entry.getKey();
            JsonNode value = entry.getValue();
            if (column.equals(FeedRow.PERSON_ID) && (value.isString() || value.isNull())) {
                row.person(value.isNull() ? "" : value.stringValue());
            }
            set(column, value.toString(), row, checked, (facts, field) -> FieldValues.set(facts, field, value));
        }
    }

    private static String word(JsonNode object, String key) {
        JsonNode value = object.path(key);
        return value.isString() ? value.stringValue() : value.isMissingNode() ? "" : value.toString();
    }

    /** Checks rows of a CSV file with this header. */
    public CheckedLines checkCsv(LineBatch lines, CsvHeader header) {
        CheckedLines checked = new CheckedLines();
        TimelineBuilder timeline = new TimelineBuilder(days);
        for (int line = 0; line < lines.count(); line++) {
            if (!checked.refusedWhole(lines, line, longest)) {
                checkCsv(lines.number(line), lines.utf8(line).orElse(null), header, timeline, checked);
            }
        }
        return checked;
    }

    private void checkCsv(
            long number, @Nullable String text, CsvHeader header, TimelineBuilder timeline, CheckedLines checked) {
        FeedRow row = new FeedRow(number, header.columns(), vocabulary, moments);
        List<String> cells = header.cells(text, row);
        for (int i = 0; i < cells.size(); i++) {
            String column = header.columns().get(i);
            String cell = cells.get(i);
            if (column.equals(FeedRow.USER_ID)) {
                row.userId(cell);
            } else if (column.equals(FeedRow.SNAPSHOT_DATE)) {
                row.day(cell);
            } else if (!cell.isEmpty()) {
                cell(column, cell, row, checked);
            }
        }
        row.end(timeline, sources, days, receivedAt, checked);
    }

    private void cell(String column, String cell, FeedRow row, CheckedLines checked) {
        if (column.equals(FeedRow.PERSON_ID)) {
            row.person(cell);
        }
        set(column, cell, row, checked, (facts, field) -> FieldValues.set(facts, field, cell));
    }

    private void set(String column, String value, FeedRow row, CheckedLines checked, FeedRow.Setter setter) {
        if (column.equals(FeedRow.USER_ID) || column.equals(FeedRow.SNAPSHOT_DATE)) {
            return;
        }
        Optional<Field> field = vocabulary.user().column(column);
        if (field.isEmpty()) {
            row.refuse(column, value, DECLARED);
        } else if (sources.isFed(field.get())) {
            row.field(field.get(), setter);
        } else if (!column.equals(FeedRow.PERSON_ID)) {
            checked.ignoredColumns().add(column);
        }
    }

    /** Whether a feed may have a column of this name. */
    public boolean knows(String column) {
        return column.equals(FeedRow.USER_ID)
                || column.equals(FeedRow.SNAPSHOT_DATE)
                || vocabulary.user().column(column).isPresent();
    }
}
