package dev.tideline.engine.evaluation.promise;

import dev.tideline.engine.database.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Asks once more about what was promised. */
@FunctionalInterface
public interface Gates {

    /** Reasons of those promises of which a part may not be given now, by their keys; others may. */
    Map<String, String> barred(
            Transaction transaction, Collection<Promise> promises, Promise.Moment moment, Instant at);
}
