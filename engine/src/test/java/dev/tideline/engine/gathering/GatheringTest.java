package dev.tideline.engine.gathering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class GatheringTest {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final List<Integer> groups = Collections.synchronizedList(new ArrayList<>());

    /** Doubles numbers, the first one only once it is allowed to. */
    private List<Integer> doubled(List<Integer> numbers) {
        groups.add(numbers.size());
        if (numbers.contains(0)) {
            begun.countDown();
            wait(open);
        }
        if (numbers.contains(13)) {
            throw new IllegalArgumentException("13");
        }
        return numbers.stream().map(number -> 2 * number).toList();
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<CompletableFuture<Integer>> ask(Gathering<Integer, Integer> gathering, int... numbers) {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        answers.add(gathering.ask(0));
        wait(begun);
        for (int number : numbers) {
            answers.add(gathering.ask(number));
        }
        open.countDown();
        return answers;
    }

    @Test
    void whoeverWaitsIsServedTogetherAndGetsHisOwnAnswer() {
        try (Gathering<Integer, Integer> gathering =
                new Gathering<>("test", new Gathering.Size(1, 3, 10), this::doubled)) {
            assertThat(ask(gathering, 1, 2, 3, 4))
                    .extracting(CompletableFuture::join)
                    .containsExactly(0, 2, 4, 6, 8);
            assertThat(groups).containsExactly(1, 3, 1);
        }
    }

    @Test
    void aRequestThatFailsFailsAlone() {
        try (Gathering<Integer, Integer> gathering =
                new Gathering<>("test", new Gathering.Size(1, 10, 10), this::doubled)) {
            List<CompletableFuture<Integer>> answers = ask(gathering, 1, 13, 3);
            assertThat(answers.get(1).join()).isEqualTo(2);
            assertThat(answers.get(3).join()).isEqualTo(6);
            assertThatThrownBy(() -> answers.get(2).join()).hasRootCauseMessage("13");
        }
    }

    @Test
    void moreThanThereIsRoomForAreTurnedAway() {
        try (Gathering<Integer, Integer> gathering =
                new Gathering<>("test", new Gathering.Size(1, 1, 1), this::doubled)) {
            List<CompletableFuture<Integer>> answers = ask(gathering, 1, 2);
            assertThat(answers.get(1).join()).isEqualTo(2);
            assertThatThrownBy(() -> answers.get(2).join()).hasCauseInstanceOf(Full.class);
        }
    }
}
