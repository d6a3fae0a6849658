package dev.tideline.engine.timeline.event;

import static dev.tideline.engine.timeline.event.Payload.key;
import static dev.tideline.engine.timeline.event.Payload.text;

import dev.tideline.engine.timeline.cells.Bytes;
import dev.tideline.engine.timeline.cells.Metric;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Tickets as records: kind, key, bits of what is told, then priority, rating, sentiment and category where told. */
public final class TicketRecords {

    /** Bits of what a record tells. */
    public static final int PRIORITY = 1;

    public static final int CSAT = 2;
    public static final int SENTIMENT = 4;
    public static final int CATEGORY = 8;
    public static final int BY_OTHERS = 16;

    /** Priorities by their stored number. */
    public static final List<String> PRIORITIES = List.of("LOW", "NORMAL", "HIGH", "URGENT");

    private TicketRecords() {}

    static void add(String type, JsonNode payload, EventCells into) {
        boolean solved = type.equals("ticket.solved");
        int kind = type.equals("ticket.created") ? Records.OPENED : solved ? Records.CLOSED : Records.CHANGED;
        if (solved) {
            into.mark(Metric.TICKET_SOLVED);
        }
        Bytes body = new Bytes().put(kind).eightBytes(key(text(payload, "system"), text(payload, "id")));
        tell(payload, body);
        into.record(Metric.TICKETS, body);
    }

    private static void tell(JsonNode payload, Bytes body) {
        int priority = PRIORITIES.indexOf(text(payload, "priority").toUpperCase(Locale.ROOT));
        boolean rated = payload.path("csat").isIntegralNumber();
        boolean felt = !text(payload, "sentiment").isEmpty();
        byte[] category = text(payload, "category").toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        String openedBy = text(payload, "opened_by");
        boolean byOthers = !openedBy.isEmpty() && !openedBy.equalsIgnoreCase("user");
        body.put((priority < 0 ? 0 : PRIORITY)
                | (rated ? CSAT : 0)
                | (felt ? SENTIMENT : 0)
                | (category.length == 0 ? 0 : CATEGORY)
                | (byOthers ? BY_OTHERS : 0));
        if (priority >= 0) {
            body.put(priority);
        }
        if (rated) {
            body.signed(payload.path("csat").intValue());
        }
        if (felt) {
            body.signed(Payload.amount(payload, "sentiment"));
        }
        body.put(category, 0, category.length);
    }
}
