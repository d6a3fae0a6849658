package dev.tideline.api.server;

import dev.tideline.api.security.FirstKey;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Sees to it that there is an admin key, and remembers one that was made so that it can be printed. */
@Component
@Order(10)
final class FirstKeyStep implements StartStep {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FirstKey firstKey;
    private @Nullable String token;

    FirstKeyStep(FirstKey firstKey) {
        this.firstKey = firstKey;
    }

    @Override
    public String title() {
        return "API keys checked";
    }

    @Override
    public void run() {
        token = firstKey.ensure().timeout(PATIENCE).toFuture().join();
    }

    /** The token of a key made now; empty if the operator chose it or keys existed. */
    Optional<String> token() {
        return Optional.ofNullable(token);
    }
}
