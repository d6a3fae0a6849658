package dev.tideline.engine.decision.store;

import dev.tideline.engine.database.Transaction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Locks of persons, always in order of their number, so that two commits never wait for each other. */
final class Locks {

    private Locks() {}

    /**
     * Locks these persons and finds those whose past is no longer the one that was read.
     *
     * @param revisions number of the person to the revision that was read
     * @return persons that somebody else committed for in between
     */
    static Set<Long> take(Transaction transaction, SortedMap<Long, Long> revisions) {
        List<Long> numbers = List.copyOf(revisions.keySet());
        transaction
                .sql("SELECT person_no FROM person WHERE person_no = ANY(:numbers) ORDER BY person_no FOR UPDATE")
                .bind("numbers", numbers)
                .list(row -> row.number("person_no"));
        Map<Long, Long> current = new HashMap<>();
        transaction
                .sql("""
                        SELECT person_no, sum(revision)::bigint AS revision FROM decision_state
                        WHERE person_no = ANY(:numbers) GROUP BY person_no
                        """)
                .bind("numbers", numbers)
                .list(row -> current.put(row.number("person_no"), row.number("revision")));
        Set<Long> overtaken = new HashSet<>();
        revisions.forEach((number, revision) -> {
            if (!current.getOrDefault(number, 0L).equals(revision)) {
                overtaken.add(number);
            }
        });
        return overtaken;
    }
}
