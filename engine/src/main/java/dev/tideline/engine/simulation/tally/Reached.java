package dev.tideline.engine.simulation.tally;

import java.util.Arrays;
import java.util.List;

/** Persons whom a draft may serve if no budget binds it, by bucket. Filled by one thread. */
public final class Reached {

    private final long[] sure = new long[Buckets.COUNT];
    private final long[] contested = new long[Buckets.COUNT];

    /** Nobody. */
    public Reached() {}

    /** So many of each bucket; an empty list says that there are none. */
    public Reached(List<Long> sure, List<Long> contested) {
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            this.sure[bucket] = sure.isEmpty() ? 0 : sure.get(bucket);
            this.contested[bucket] = contested.isEmpty() ? 0 : contested.get(bucket);
        }
    }

    /** Adds a person. */
    public void add(long person, Prospect prospect) {
        int bucket = Buckets.of(person);
        sure[bucket] += prospect == Prospect.SURE ? 1 : 0;
        contested[bucket] += prospect == Prospect.CONTESTED ? 1 : 0;
    }

    void add(Reached other) {
        Arrays.setAll(sure, bucket -> sure[bucket] + other.sure[bucket]);
        Arrays.setAll(contested, bucket -> contested[bucket] + other.contested[bucket]);
    }

    /** Persons who are sure to be served, by bucket. */
    public List<Long> sure() {
        return Arrays.stream(sure).boxed().toList();
    }

    /** Persons who are served unless other playbooks get money for them, by bucket. */
    public List<Long> contested() {
        return Arrays.stream(contested).boxed().toList();
    }

    /** Those of the first so many buckets who are sure. */
    public long sure(int buckets) {
        return Arrays.stream(sure, 0, buckets).sum();
    }

    /** Those of the first so many buckets who are contested. */
    public long contested(int buckets) {
        return Arrays.stream(contested, 0, buckets).sum();
    }
}
