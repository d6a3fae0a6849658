package dev.tideline.engine.snapshot.measure;

import dev.tideline.engine.snapshot.column.Tickets;
import dev.tideline.engine.snapshot.column.Tickets.Ticket;
import dev.tideline.engine.timeline.event.TicketRecords;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Fields of tickets. */
final class TicketMeasures {

    private TicketMeasures() {}

    /** A number that only an event changes. */
    static final class Plain extends Measure.OfNumber {
        private final Tickets tickets;
        private final ToLongFunction<Tickets> value;

        Plain(Tickets tickets, ToLongFunction<Tickets> value) {
            this.tickets = tickets;
            this.value = value;
        }

        @Override
        public long at(long day, long micros) {
            return value.applyAsLong(tickets);
        }

        static long open(Tickets tickets) {
            return tickets.all().stream().filter(Ticket::open).count();
        }
    }

    /** The highest priority of the open tickets; one without a priority is normal. */
    static final class Priority extends Measure {
        private final Tickets tickets;

        Priority(Tickets tickets) {
            this.tickets = tickets;
        }

        @Override
        public void fill(FactBuilder into, int slot, long day, long micros) {
            int highest = -1;
            for (Ticket ticket : tickets.all()) {
                int priority = ticket.priority() < 0 ? TicketRecords.PRIORITIES.indexOf("NORMAL") : ticket.priority();
                highest = ticket.open() ? Math.max(highest, priority) : highest;
            }
            if (highest >= 0) {
                into.text(slot, TicketRecords.PRIORITIES.get(highest));
            }
        }
    }

    /** The categories of the tickets of a window. */
    static final class Categories extends Measure {
        private final Tickets tickets;
        private final int length;

        Categories(Tickets tickets, int length) {
            this.tickets = tickets;
            this.length = length;
        }

        @Override
        public void fill(FactBuilder into, int slot, long day, long micros) {
            if (!tickets.all().isEmpty()) {
                Set<String> categories = tickets.all().stream()
                        .filter(ticket -> ticket.created() && ticket.day() + length > day)
                        .map(Ticket::category)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toUnmodifiableSet());
                into.texts(slot, categories);
            }
        }

        @Override
        public long nextDay(long day) {
            return tickets.nextDay(length, day);
        }
    }

    /** Unsolved negative tickets that the user himself opened in a window. */
    static final class Negative extends Measure.OfNumber {
        private final Tickets tickets;
        private final int length;
        private final long below;

        Negative(Tickets tickets, int length, long below) {
            this.tickets = tickets;
            this.length = length;
            this.below = below;
        }

        @Override
        public long at(long day, long micros) {
            int count = 0;
            for (Ticket ticket : tickets.all()) {
                boolean negative = ticket.sentiment() != Fact.MISSING && ticket.sentiment() < below;
                count += negative && ticket.open() && !ticket.byOthers() && ticket.day() + length > day ? 1 : 0;
            }
            return count;
        }

        @Override
        public long nextDay(long day) {
            return tickets.nextDay(length, day);
        }
    }

    /** The mean sentiment of the tickets of a window. */
    static final class Sentiment extends Measure.OfNumber {
        private final Tickets tickets;
        private final int length;

        Sentiment(Tickets tickets, int length) {
            this.tickets = tickets;
            this.length = length;
        }

        @Override
        public long at(long day, long micros) {
            long sum = 0;
            int count = 0;
            for (Ticket ticket : tickets.all()) {
                if (ticket.created() && ticket.sentiment() != Fact.MISSING && ticket.day() + length > day) {
                    sum += ticket.sentiment();
                    count++;
                }
            }
            return count == 0 ? Fact.MISSING : sum / count;
        }

        @Override
        public long nextDay(long day) {
            return tickets.nextDay(length, day);
        }
    }
}
