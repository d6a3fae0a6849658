package dev.tideline.engine.sweep.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.sweep.Run;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.ShippedPlaybooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** What strategists do, from a seed: pause, resume, bring new versions, and sweep some playbooks alone. */
final class Whims {

    private final Random random;
    private final SweepWorld world;
    private final Path folder;
    private final boolean full;
    private final List<Playbook> playbooks = ShippedPlaybooks.all().stream()
            .filter(playbook -> !playbook.paused())
            .toList();
    private final Set<String> paused = new TreeSet<>();
    private long evaluated;

    Whims(long seed, SweepWorld world, Path folder, boolean full) {
        this.random = new Random(seed);
        this.world = world;
        this.folder = folder;
        this.full = full;
    }

    /** Users evaluated so far. */
    long evaluated() {
        return evaluated;
    }

    /** Some hours in which anything may happen. */
    void day(Instant from) {
        for (int hour = 1; hour <= 4; hour++) {
            Instant at = from.plus(Duration.ofHours(hour));
            switch (random.nextInt(8)) {
                case 0 -> pause(any());
                case 1 -> paused.stream().findFirst().ifPresent(this::resume);
                case 2 -> renew(any());
                case 3, 4 -> sweep(new TreeSet<>(List.of(any().key(), any().key())), at);
                default -> sweep(Set.of(), at);
            }
        }
    }

    private void pause(Playbook playbook) {
        paused.add(playbook.key());
        world.playbooks().pause(playbook.key(), "a whim", "test");
    }

    private void resume(String key) {
        paused.remove(key);
        world.playbooks().resume(key, "test");
    }

    private void renew(Playbook playbook) {
        Map<String, String> files = playbook.files();
        int priority = random.nextInt(100);
        try {
            Path own = Files.createDirectories(folder.resolve(playbook.key()));
            for (Map.Entry<String, String> file : files.entrySet()) {
                String text = file.getValue().replaceAll("(?m)^priority: .*", "priority: " + priority);
                Files.writeString(own.resolve(file.getKey()), text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(world.playbooks().reload("ann").refused()).isEmpty();
    }

    private void sweep(Set<String> keys, Instant at) {
        Run run = world.sweep(keys, at, full);
        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.progress().poisoned()).isZero();
        evaluated += run.progress().evaluated();
    }

    private Playbook any() {
        return playbooks.get(random.nextInt(playbooks.size()));
    }
}
