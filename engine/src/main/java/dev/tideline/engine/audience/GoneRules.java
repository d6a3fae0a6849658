package dev.tideline.engine.audience;

import dev.tideline.engine.database.Transaction;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets users leave the audiences of rules that no sweep evaluates any more; the changes feed tells each exit. */
public final class GoneRules {

    private static final Logger log = LoggerFactory.getLogger(GoneRules.class);

    private static final String LEAVE = """
            WITH gone AS (
                DELETE FROM membership m USING rule r
                 WHERE r.rule_no = m.rule_no AND r.playbook = ANY(:playbooks::text[]) AND r.name <> ALL(:rules::text[])
                RETURNING m.user_no, m.rule_no, m.decision_id, m.withheld)
            INSERT INTO membership_change (user_no, rule_no, entered, at, decision_id, withheld)
            SELECT user_no, rule_no, false, now(), decision_id, withheld FROM gone
            """;

    private GoneRules() {}

    /**
     * Ends the memberships of rules that are gone. Nobody may be working on a run: a chunk under an older version could let
     * users in again.
     *
     * @param standing playbooks looked at, each with its rules that still stand; others keep their members
     */
    public static void leave(Transaction transaction, Map<String, Set<String>> standing) {
        long left = transaction
                .sql(LEAVE)
                .bind("playbooks", standing.keySet())
                .bind(
                        "rules",
                        standing.values().stream().flatMap(Collection::stream).toList())
                .update();
        if (left > 0) {
            log.info("{} memberships of rules that are gone have ended", left);
        }
    }
}
