package dev.tideline.engine.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Ratios of several rounds, and what they may be at most. */
final class Ratios {

    private final String name;
    private final double atMost;
    private double[] all = {};

    Ratios(String name, double atMost) {
        this.name = name;
        this.atMost = atMost;
    }

    /** Adds a round and prints it; times in seconds. */
    void add(double ours, double theirs) {
        all = DoubleStream.concat(Arrays.stream(all), DoubleStream.of(ours / theirs))
                .sorted()
                .toArray();
        System.out.printf(Locale.ROOT, "%s: %.2f s against %.2f s, ratio %.2f%n", name, ours, theirs, ours / theirs);
    }

    void print() {
        System.out.printf(
                Locale.ROOT,
                "%s, %d rounds: ratio min %.2f, median %.2f, max %.2f (at most %s)%n",
                name,
                all.length,
                all[0],
                all[all.length / 2],
                all[all.length - 1],
                atMost);
    }

    double least() {
        return all[0];
    }
}
