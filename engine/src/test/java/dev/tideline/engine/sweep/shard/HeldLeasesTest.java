package dev.tideline.engine.sweep.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.run.RunBasis;
import dev.tideline.engine.sweep.run.RunTerms;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HeldLeasesTest {

    private static final RunSpec RUN = new RunSpec(
            new RunId(1),
            Instant.EPOCH,
            new RunBasis("", Set.of(), "", Set.of()),
            Set.of("welcome"),
            Set.of(),
            false,
            true,
            false,
            Set.of(),
            null,
            Set.of(),
            Set.of(),
            RunTerms.NONE);

    @Test
    void extendsTheOthersWhenOneFails() {
        Set<Integer> tried = new HashSet<>();
        HeldLeases held = new HeldLeases(lease -> {
            tried.add(lease.shard());
            throw new IllegalStateException("refused");
        });
        for (int shard = 1; shard <= 3; shard++) {
            held.add(new Lease(RUN, "", shard, 0, 9, 1));
        }
        held.beat();
        assertThat(tried).containsExactlyInAnyOrder(1, 2, 3);
    }
}
