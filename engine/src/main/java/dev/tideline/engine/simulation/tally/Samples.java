package dev.tideline.engine.simulation.tally;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A few persons of each kind, the same however often and by however many threads they are gathered: those whose hashes come
 * first. Used by one thread at a time.
 */
public final class Samples {

    /** How many of each kind are kept. */
    public static final int MOST = 20;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    /** What a person is a sample of. */
    public enum Kind {
        /** The draft serves him, and nothing does so now. */
        ENTERS,
        /** The playbook serves him now, and the draft does not. */
        LEAVES,
        /** Both serve him. */
        STAYS,
        /** Another playbook loses him to the draft. */
        LOST_BY_ANOTHER,
        /** Another playbook gains him. */
        GAINED_BY_ANOTHER
    }

    /** A person and how both sides end for him. */
    public record Sample(Kind kind, long person, List<Ending> live, List<Ending> draft) {
        public Sample {
            live = List.copyOf(live);
            draft = List.copyOf(draft);
        }
    }

    private final Map<Kind, TreeMap<Long, Sample>> all = new EnumMap<>(Kind.class);

    boolean wants(Kind kind, long person) {
        TreeMap<Long, Sample> kept = all.get(kind);
        return kept == null || kept.size() < MOST || kept.lastKey() > hash(person);
    }

    void add(Sample sample) {
        TreeMap<Long, Sample> kept = all.computeIfAbsent(sample.kind(), kind -> new TreeMap<>());
        kept.put(hash(sample.person()), sample);
        if (kept.size() > MOST) {
            kept.pollLastEntry();
        }
    }

    void add(Samples other) {
        other.all().forEach(this::add);
    }

    /** All of them, by kind. */
    public List<Sample> all() {
        List<Sample> samples = new ArrayList<>();
        all.values().forEach(kept -> samples.addAll(kept.values()));
        return samples;
    }

    /** No two numbers have the same. */
    private static long hash(long person) {
        long mixed = person * MIX;
        return mixed ^ (mixed >>> 32);
    }
}
