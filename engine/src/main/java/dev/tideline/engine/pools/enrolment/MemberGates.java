package dev.tideline.engine.pools.enrolment;

import dev.tideline.engine.database.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Asks once more who may have what he qualified for. */
@FunctionalInterface
public interface MemberGates {

    /** Reasons of those who get nothing, by grant key. */
    Map<String, String> barred(Transaction transaction, List<Enrolled> members, Instant asOf);
}
