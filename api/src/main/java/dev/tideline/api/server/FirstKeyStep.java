package dev.tideline.api.server;

import dev.tideline.api.security.FirstKey;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sees to it that there is an admin key, and remembers one that was made so that it can be printed. */
@Component
@Order(10)
final class FirstKeyStep implements StartStep {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FirstKey firstKey;
    private Optional<String> token = Optional.empty();

    FirstKeyStep(FirstKey firstKey) {
        this.firstKey = firstKey;
    }

    @Override
    public String title() {
        return "API keys checked";
    }

    @Override
    public void run() {
        token = Mono.from(firstKey.ensure())
                .timeout(PATIENCE)
                .toFuture()
                .thenApply(Optional::ofNullable)
                .join();
    }

    /** The token of a key made now; empty if the operator chose it or keys existed. */
    Optional<String> token() {
        return token;
    }
}
