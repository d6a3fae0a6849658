package dev.tideline.api.server;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Runs the steps. Spring Boot reports readiness once this returns. */
@Component
final class StartSequence implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(StartSequence.class);

    private final List<StartStep> steps;

    StartSequence(List<StartStep> steps) {
        this.steps = List.copyOf(steps);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (StartStep step : steps) {
            long start = System.nanoTime();
            step.run();
            LOG.info("{} ({} ms)", step.title(), (System.nanoTime() - start) / 1_000_000);
        }
    }
}
