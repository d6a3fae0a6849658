package dev.tideline.api.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Users of an exchange that does not exist. The same seed, size and end give the same lines, whatever the machine.
 *
 * @param seed of everything that looks like chance
 * @param users how many; about 20 events each
 * @param end the last instant that has happened
 */
public record DemoPopulation(long seed, int users, Instant end) {

    public DemoPopulation {
        if (users < 0) {
            throw new IllegalArgumentException("The demo has " + users + " users. Give 0 or more.");
        }
    }

    /** Writes the events of users {@code from} (included) to {@code to} (excluded) as NDJSON, user by user. */
    public void writeEvents(int from, int to, Writer out) {
        for (int index = from; index < to; index++) {
            write(out, journey(index).events());
        }
    }

    /** Writes snapshot rows of users {@code from} (included) to {@code to} (excluded) as NDJSON: what feeds of the exchange would have said from their registration to the end. */
    public void writeFeed(int from, int to, Writer out) {
        for (int index = from; index < to; index++) {
            DemoJourney journey = journey(index);
            CharSequence unused = journey.events();
            write(out, new DemoFeed(user(index), random(index, 2)).rows(journey.balance(), end));
        }
    }

    private DemoJourney journey(int index) {
        return new DemoJourney(user(index), end, random(index, 1), mix(index));
    }

    private DemoUser user(int index) {
        return DemoUser.random(index, end, random(index, 0));
    }

    private SplittableRandom random(int index, int stream) {
        return new SplittableRandom(mix(index * 4L + stream));
    }

    private long mix(long value) {
        long mixed = (value + seed * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        return mixed ^ (mixed >>> 31);
    }

    private static void write(Writer out, CharSequence lines) {
        try {
            out.append(lines);
        } catch (IOException e) {
            throw new UncheckedIOException("The demo could not be written", e);
        }
    }
}
