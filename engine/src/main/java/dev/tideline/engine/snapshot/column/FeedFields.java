package dev.tideline.engine.snapshot.column;

import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.cells.Columns;
import dev.tideline.engine.timeline.cells.Cursor;
import dev.tideline.engine.timeline.cells.FeedColumn;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The needed fields that feeds set. */
final class FeedFields {

    private static final int ROOM = 1024;

    private static final class Target {
        final Field field;
        final int tag;
        final int hash;
        boolean fills;

        @Nullable
        Series series;

        Target(Field field) {
            this.field = field;
            this.tag = FeedColumn.tag(field);
            this.hash = FeedColumn.hash(field);
        }
    }

    private final @Nullable Target[] table = new Target[ROOM];
    private final List<Series> allSeries = new ArrayList<>();
    private final Map<String, Set<String>> sets = new HashMap<>();
    private final Words words;

    FeedFields(Words words) {
        this.words = words;
    }

    /** Fills this field. */
    void fill(Field field) {
        target(field).fills = true;
    }

    /** Keeps the days of this field. */
    Series series(Field field) {
        Target target = target(field);
        Series series = target.series;
        if (series == null) {
            series = new Series();
            target.series = series;
            allSeries.add(series);
        }
        return series;
    }

    void clear() {
        for (Series series : allSeries) {
            series.clear();
        }
    }

    private Target target(Field field) {
        int hash = FeedColumn.hash(field);
        int at = hash & ROOM - 1;
        for (Target found = table[at]; found != null; found = table[at]) {
            if (found.hash == hash && found.tag == FeedColumn.tag(field)) {
                if (!found.field.column().equals(field.column())) {
                    throw new IllegalArgumentException("Fields '" + field.column() + "' and '" + found.field.column()
                            + "' have the same hash. Try another trait key.");
                }
                return found;
            }
            at = at + 1 & ROOM - 1;
        }
        Target target = new Target(field);
        table[at] = target;
        return target;
    }

    private @Nullable Target find(int tag, int hash) {
        int at = hash & ROOM - 1;
        Target target = table[at];
        while (target != null && (target.hash != hash || target.tag != tag)) {
            at = at + 1 & ROOM - 1;
            target = table[at];
        }
        return target;
    }

    /** Reads one column up to a day; gives the first day after it that has a value, or {@link Days#NEVER}. */
    long read(Columns columns, Cursor entries, long lastDay, FactBuilder into) {
        Target target = find(columns.tag(), columns.hash());
        if (target == null) {
            return Days.NEVER;
        }
        columns.open(entries);
        return target.tag == FeedColumn.FIRST_TAG
                ? number(target, entries, lastDay, into)
                : text(target, entries, lastDay, into);
    }

    private static long number(Target target, Cursor entries, long lastDay, FactBuilder into) {
        long start = entries.signed();
        boolean known = false;
        long last = 0;
        while (start <= lastDay) {
            long end = start + entries.unsigned();
            long value = entries.value();
            last = value == Fact.MISSING && !target.field.nullable() ? 0 : value;
            known = true;
            if (target.series != null) {
                target.series.add(start, last);
            }
            if (!entries.more()) {
                start = Days.NEVER;
                break;
            }
            start = end + entries.unsigned();
        }
        if (known && target.fills) {
            into.number(target.field.slot(), last);
        }
        return start;
    }

    private long text(Target target, Cursor entries, long lastDay, FactBuilder into) {
        long start = entries.signed();
        int from = -1;
        int length = 0;
        while (start <= lastDay) {
            long end = start + entries.unsigned();
            length = (int) entries.unsigned() - 1;
            from = entries.position();
            entries.position(from + Math.max(length, 0));
            if (!entries.more()) {
                start = Days.NEVER;
                break;
            }
            start = end + entries.unsigned();
        }
        if (from >= 0) {
            set(target.field, length < 0 ? null : words.text(entries.bytes(), from, from + length), into);
        }
        return start;
    }

    private void set(Field field, @Nullable String text, FactBuilder into) {
        if (FeedColumn.isText(field)) {
            into.text(field.slot(), text);
        } else if (text != null && !text.isEmpty()) {
            if (sets.size() > ROOM) {
                sets.clear();
            }
            into.texts(field.slot(), sets.computeIfAbsent(text, FeedColumn::words));
        }
    }
}
