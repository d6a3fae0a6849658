package dev.tideline.api.http;

import dev.tideline.api.problem.BrokenOff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Hooks;

/** Logs errors that come when nobody waits for an answer any more; a caller who hung up is none of the server's. */
@Component
final class DroppedErrors {

    private static final Logger LOG = LoggerFactory.getLogger(DroppedErrors.class);

    DroppedErrors() {
        Hooks.onErrorDropped(DroppedErrors::log);
    }

    private static void log(Throwable error) {
        if (BrokenOff.explains(error)) {
            LOG.info("A caller broke off");
        } else {
            LOG.error("An error came after its answer", error);
        }
    }
}
