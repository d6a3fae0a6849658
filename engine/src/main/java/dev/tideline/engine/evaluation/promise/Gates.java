package dev.tideline.engine.evaluation.promise;

import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.engine.database.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Asks once more about what was promised. */
@FunctionalInterface
public interface Gates {

    /** Why those promises of which a part may not be given now are refused, by their keys; others may. */
    Map<String, Refusal> barred(
            Transaction transaction, Collection<Promise> promises, Promise.Moment moment, Instant at);
}
