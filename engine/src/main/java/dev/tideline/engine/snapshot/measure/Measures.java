package dev.tideline.engine.snapshot.measure;

import dev.tideline.engine.snapshot.column.History;
import dev.tideline.engine.snapshot.column.NumberColumn;
import dev.tideline.engine.snapshot.column.RecordColumn;
import dev.tideline.engine.snapshot.column.Series;
import dev.tideline.engine.snapshot.column.Tickets;
import dev.tideline.engine.sources.FieldDefinition;
import dev.tideline.engine.timeline.cells.Metric;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import java.util.Locale;

/** Turns the definitions of {@code fields.yaml} into measures over a history. */
public final class Measures {

    private final History history;
    private final FactSchema schema;
    private final HistoryRules rules;

    /** Of this history, whose needed columns are noted in it. */
    public Measures(History history, FactSchema schema, HistoryRules rules) {
        this.history = history;
        this.schema = schema;
        this.rules = rules;
    }

    /** What computes a field. */
    public Measure of(Field field, FieldDefinition definition) {
        DayWindow window = new DayWindow(definition.length(), definition.shift());
        int length = definition.length();
        return switch (definition.function()) {
            case "sum" -> new WindowMeasures.Sum(numbers(definition, 0), window, 1);
            case "mean" -> new WindowMeasures.Sum(numbers(definition, 0), window, length);
            case "days" -> new WindowMeasures.ActiveDays(numbers(definition, 0), window);
            case "difference" -> new WindowMeasures.Difference(numbers(definition, 0), numbers(definition, 1), window);
            case "products" ->
                new WindowMeasures.Products(
                        history.numbers(Metric.PRODUCTS), history.records(Metric.OTHER_PRODUCTS), window);
            case "average" -> new BalanceMeasures.Average(series(definition, 0), length);
            case "peak" -> new BalanceMeasures.Peak(series(definition, 0));
            case "ago" -> new BalanceMeasures.Ago(series(definition, 0), length);
            case "empty" -> new BalanceMeasures.Empty(series(definition, 0), rules.emptyBelow());
            default -> ofInstants(field, definition);
        };
    }

    private Measure ofInstants(Field field, FieldDefinition definition) {
        int hours = definition.length();
        return switch (definition.function()) {
            case "first" ->
                new InstantMeasures.First(
                        numbers(definition, 0),
                        numbers(definition, definition.names().size() - 1));
            case "last" -> new InstantMeasures.Last(numbers(definition, 0));
            case "gap" -> new InstantMeasures.Gap(numbers(definition, 0));
            case "returned" -> new InstantMeasures.Returned(numbers(definition, 0), series(definition, 1), rules);
            case "trailing" -> new TrailingMeasures.Withdrawn(records(definition), hours);
            case "counted" -> new TrailingMeasures.Counted(records(definition), hours, "");
            case "touches" -> new TrailingMeasures.Counted(history.records(Metric.TOUCHES), hours, "P");
            case "touches_by_channel" -> new TrailingMeasures.ByChannel(history.records(Metric.TOUCHES), hours);
            case "last_touch" -> new TrailingMeasures.LastRecord(history.records(Metric.TOUCHES));
            case "pending" -> new OpenMeasures(records(definition)).oldest();
            case "open" -> new OpenMeasures(records(definition)).count();
            case "flags" -> new LatestMeasures.Flags(records(definition));
            case "latest" -> latest(field, records(definition));
            default -> ofTickets(definition);
        };
    }

    private Measure latest(Field field, RecordColumn records) {
        return field.type() == FieldType.TEXT
                ? new LatestMeasures.Text(records)
                : new LatestMeasures.Whole(records, field.nullable());
    }

    private Measure ofTickets(FieldDefinition definition) {
        Tickets tickets = history.tickets();
        int length = definition.length();
        return switch (definition.function()) {
            case "open_tickets" -> new TicketMeasures.Plain(tickets, TicketMeasures.Plain::open);
            case "open_ticket_priority" -> new TicketMeasures.Priority(tickets);
            case "ticket_categories" -> new TicketMeasures.Categories(tickets, length);
            case "negative_tickets" -> new TicketMeasures.Negative(tickets, length, rules.negativeBelow());
            case "ticket_sentiment" -> new TicketMeasures.Sentiment(tickets, length);
            case "csat" -> new TicketMeasures.Plain(tickets, Tickets::csat);
            case "csat_at" -> new TicketMeasures.Plain(tickets, Tickets::csatAt);
            default ->
                throw new IllegalArgumentException("fields.yaml names no function '" + definition.function() + "'");
        };
    }

    private NumberColumn numbers(FieldDefinition definition, int index) {
        return history.numbers(metric(definition, index));
    }

    private RecordColumn records(FieldDefinition definition) {
        return history.records(metric(definition, 0));
    }

    private Series series(FieldDefinition definition, int index) {
        return history.series(schema.require(definition.names().get(index)));
    }

    private static Metric metric(FieldDefinition definition, int index) {
        return Metric.valueOf(definition.names().get(index).toUpperCase(Locale.ROOT));
    }
}
