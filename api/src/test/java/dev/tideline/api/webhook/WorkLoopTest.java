package dev.tideline.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkLoopTest {

    @Test
    void aBatchThatTakesLongHoldsBackNoOther() throws InterruptedException {
        CountDownLatch others = new CountDownLatch(2);
        CountDownLatch done = new CountDownLatch(1);
        try (WorkLoop loop = new WorkLoop(
                "slow",
                2,
                () -> {
                    others.countDown();
                    await(others);
                    done.countDown();
                    return 0;
                },
                "")) {
            loop.start();
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
