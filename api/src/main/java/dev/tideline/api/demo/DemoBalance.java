package dev.tideline.api.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What came into and went out of one made-up account, in USDT. */
final class DemoBalance {

    private final SortedMap<Instant, Integer> moves = new TreeMap<>();

    /** Notes what came in, or went out if it is negative. */
    void move(Instant at, int usdt) {
        moves.merge(at, usdt, Integer::sum);
    }

    /** What the account holds just before this instant. */
    int before(Instant at) {
        return sum(moves.headMap(at));
    }

    /** What it holds at the end of each day on which that changed by a tenth or more, and of the last day of all. */
    SortedMap<LocalDate, Integer> byDay(Instant end) {
        SortedMap<LocalDate, Integer> ends = new TreeMap<>();
        int held = 0;
        for (Map.Entry<Instant, Integer> move : moves.headMap(end).entrySet()) {
            held = Math.max(0, held + move.getValue());
            ends.put(LocalDate.ofInstant(move.getKey(), ZoneOffset.UTC), held);
        }
        int[] told = {0};
        ends.values().removeIf(value -> {
            boolean small = Math.abs(value - told[0]) * 10 < told[0];
            told[0] = small ? told[0] : value;
            return small;
        });
        ends.put(LocalDate.ofInstant(end, ZoneOffset.UTC), held);
        return ends;
    }

    private static int sum(SortedMap<Instant, Integer> moves) {
        int held = 0;
        for (int move : moves.values()) {
            held = Math.max(0, held + move);
        }
        return held;
    }
}
