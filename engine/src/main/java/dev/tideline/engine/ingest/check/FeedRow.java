package dev.tideline.engine.ingest.check;

import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.sources.Source;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.TimelineBuilder;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.limits.TextFormat;
import dev.tideline.rules.facts.value.FieldValues;
import dev.tideline.rules.facts.value.UnreadableValue;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row of a feed while it is checked. */
final class FeedRow {

    static final String USER_ID = "user_id";
    static final String SNAPSHOT_DATE = "snapshot_date";
    static final String PERSON_ID = "person_id";

    /** Persons of accounts without a KYC identity have ids of this form. */
    static final String ACCOUNT_PREFIX = "account:";

    /** Sets a field of a builder from a cell. */
    @FunctionalInterface
    interface Setter {
        void set(FactBuilder facts, Field field);
    }

    private final long line;
    private final List<String> columns;
    private final Moments moments;
    private final FactBuilder facts;
    private final List<Field> present = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>(0);
    private @Nullable String userId;
    private @Nullable String personId;
    private long day;

    /**
     * A row without anything yet.
     *
     * @param columns the header of CSV; empty if the row is an object of JSON
     */
    FeedRow(long line, List<String> columns, Vocabulary vocabulary, Moments moments) {
        this.line = line;
        this.columns = columns;
        this.moments = moments;
        this.facts = vocabulary.user().builder();
    }

    List<Refusal> refusals() {
        return refusals;
    }

    void refuse(String column, String value, String expected) {
        String pointer = columns.isEmpty() && !column.isEmpty() ? Storable.child("", column) : column;
        refusals.add(new Refusal(line, columns.indexOf(column) + 1, pointer, Envelope.shown(value), expected));
    }

    void userId(String text) {
        if (Envelope.isId(text)) {
            userId = text;
        } else {
            refuse(USER_ID, text, TextFormat.ID.expected());
        }
    }

    void day(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (moments.hold(date)) {
                day = date.toEpochDay();
                return;
            }
        } catch (DateTimeException e) {
            // said below
        }
        refuse(SNAPSHOT_DATE, text, moments.expectedDay());
    }

    /** The person the account belongs to; empty for none. */
    void person(String text) {
        if (text.isEmpty() || (Envelope.isId(text) && !text.startsWith(ACCOUNT_PREFIX))) {
            personId = text;
        } else {
            refuse(PERSON_ID, text, "the id of a person, which does not begin with " + ACCOUNT_PREFIX);
        }
    }

    /** Sets a field that a feed brings. */
    void field(Field field, Setter setter) {
        try {
            setter.set(facts, field);
            present.add(field);
        } catch (UnreadableValue e) {
            refuse(field.column(), e.value(), e.expected());
        }
    }

    /** Ends the row: a good one is added to the rows, another is refused. */
    void end(TimelineBuilder timeline, FieldSources sources, Days days, Instant receivedAt, CheckedLines checked) {
        String id = userId;
        User user = facts.user("");
        present.stream().filter(field -> field.type() == FieldType.INSTANT).forEach(field -> checkMoment(field, user));
        if (!refusals.isEmpty() || id == null) {
            checked.refuse(refusals);
            return;
        }
        for (Field field : present) {
            feed(timeline, field, user);
            sources.of(field).ifPresent(source -> tell(source, days, receivedAt, checked));
        }
        checked.rows()
                .row(4)
                .bigint(line)
                .text(id)
                .text(personId)
                .bytes(timeline.build().bytes());
        checked.accept();
    }

    private void checkMoment(Field field, User user) {
        long micros = user.number(field.slot());
        Moments allowed = field.limits().ahead() ? moments.open() : moments;
        if (micros != Fact.MISSING && !allowed.hold(FieldValues.instant(micros))) {
            refuse(field.column(), FieldValues.text(FieldType.INSTANT, micros), allowed.expected());
        }
    }

    private void feed(TimelineBuilder timeline, Field field, User user) {
        if (field.type() == FieldType.TEXT) {
            timeline.feed(day, field, user.text(field.slot()));
        } else if (field.type() == FieldType.TEXTS) {
            timeline.feed(day, field, Set.copyOf(user.texts(field.slot())));
        } else {
            timeline.feed(day, field, user.number(field.slot()));
        }
    }

    /** A row tells of its whole day; of a day that has not ended, up to now. */
    private void tell(Source source, Days days, Instant receivedAt, CheckedLines checked) {
        long now = Days.micros(receivedAt);
        checked.told(source.name(), days.of(receivedAt) == day ? now : days.startMicros(day + 1));
    }
}
