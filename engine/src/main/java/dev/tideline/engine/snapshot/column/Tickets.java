package dev.tideline.engine.snapshot.column;

import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.cells.Cursor;
import dev.tideline.engine.timeline.event.Records;
import dev.tideline.engine.timeline.event.TicketRecords;
import dev.tideline.rules.facts.Fact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tickets of a user as their records leave them. */
public final class Tickets {

    /** One ticket; the latest that was told of it counts. */
    public static final class Ticket {
        private final long key;
        private boolean created;
        private boolean open;
        private boolean byOthers;
        private long day;
        private int priority = -1;
        private long sentiment = Fact.MISSING;

        private @Nullable String category;

        private Ticket(long key) {
            this.key = key;
        }

        /** Whether its beginning is known. */
        public boolean created() {
            return created;
        }

        /** Whether it is not solved. */
        public boolean open() {
            return open;
        }

        /** Whether somebody else opened it for the user. */
        public boolean byOthers() {
            return byOthers;
        }

        /** The day it was created. */
        public long day() {
            return day;
        }

        /** Its place in {@link TicketRecords#PRIORITIES}; negative if none was told. */
        public int priority() {
            return priority;
        }

        /** Its sentiment in millionths; {@code Fact.MISSING} if none was told. */
        public long sentiment() {
            return sentiment;
        }

        /** Its category; null if none was told. */
        public @Nullable String category() {
            return category;
        }
    }

    private final List<Ticket> all = new ArrayList<>();
    private final List<Ticket> shown = Collections.unmodifiableList(all);
    private long csat;
    private long csatAt;

    private final RecordColumn records;
    private final Cursor cursor = new Cursor();

    Tickets(RecordColumn records) {
        this.records = records;
    }

    /** In the order in which they are first heard of; not to be kept. */
    public List<Ticket> all() {
        return shown;
    }

    /** The last rating; {@code Fact.MISSING} if there is none. */
    public long csat() {
        return csat;
    }

    /** When it was given, in microseconds; {@code Fact.MISSING} if there is none. */
    public long csatAt() {
        return csatAt;
    }

    void match() {
        all.clear();
        csat = Fact.MISSING;
        csatAt = Fact.MISSING;
        for (int i = 0; i < records.size(); i++) {
            records.open(i, 0, cursor);
            int kind = cursor.next();
            Ticket ticket = ticket(cursor.eightBytes());
            int told = cursor.next();
            if (kind == Records.OPENED) {
                ticket.created = true;
                ticket.open = true;
                ticket.day = records.day(i);
                ticket.byOthers = (told & TicketRecords.BY_OTHERS) != 0;
            } else if (kind == Records.CLOSED) {
                ticket.open = false;
            }
            tell(ticket, told, i);
        }
    }

    private void tell(Ticket ticket, int told, int index) {
        if ((told & TicketRecords.PRIORITY) != 0) {
            ticket.priority = cursor.next();
        }
        if ((told & TicketRecords.CSAT) != 0) {
            csat = cursor.signed();
            csatAt = records.micros(index);
        }
        if ((told & TicketRecords.SENTIMENT) != 0) {
            ticket.sentiment = cursor.signed();
        }
        if ((told & TicketRecords.CATEGORY) != 0) {
            ticket.category = records.rest(index, cursor);
        }
    }

    private Ticket ticket(long key) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).key == key) {
                return all.get(i);
            }
        }
        Ticket ticket = new Ticket(key);
        all.add(ticket);
        return ticket;
    }

    /** The first day after this one on which a ticket leaves a window of so many days. */
    public long nextDay(int length, long day) {
        long next = Days.NEVER;
        for (Ticket ticket : all) {
            if (ticket.created && ticket.day + length > day) {
                next = Math.min(next, ticket.day + length);
            }
        }
        return next;
    }
}
