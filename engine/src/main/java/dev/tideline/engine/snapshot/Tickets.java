package dev.tideline.engine.snapshot;

import dev.tideline.engine.timeline.cells.Cursor;
import dev.tideline.engine.timeline.event.Records;
import dev.tideline.engine.timeline.event.TicketRecords;
import dev.tideline.rules.facts.Fact;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tickets of a user as their records leave them. */
final class Tickets {

    /** One ticket; the latest that was told of it counts. */
    static final class Ticket {
        final long key;
        boolean created;
        boolean open;
        boolean byOthers;
        long day;
        int priority = -1;
        long sentiment = Fact.MISSING;

        @Nullable
        String category;

        Ticket(long key) {
            this.key = key;
        }
    }

    final List<Ticket> all = new ArrayList<>();
    long csat;
    long csatAt;

    private final RecordColumn records;
    private final Words words;
    private final Cursor cursor = new Cursor();

    Tickets(RecordColumn records, Words words) {
        this.records = records;
        this.words = words;
    }

    void match() {
        all.clear();
        csat = Fact.MISSING;
        csatAt = Fact.MISSING;
        for (int i = 0; i < records.size; i++) {
            cursor.reset(records.bytes, records.starts[i], records.ends[i]);
            int kind = cursor.next();
            Ticket ticket = ticket(cursor.eightBytes());
            int told = cursor.next();
            if (kind == Records.OPENED) {
                ticket.created = true;
                ticket.open = true;
                ticket.day = records.days[i];
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
            csatAt = records.micros[index];
        }
        if ((told & TicketRecords.SENTIMENT) != 0) {
            ticket.sentiment = cursor.signed();
        }
        if ((told & TicketRecords.CATEGORY) != 0) {
            ticket.category = words.text(records.bytes, cursor.position(), records.ends[index]);
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
    long nextDay(int length, long day) {
        long next = Measure.NEVER;
        for (Ticket ticket : all) {
            if (ticket.created && ticket.day + length > day) {
                next = Math.min(next, ticket.day + length);
            }
        }
        return next;
    }
}
