package dev.tideline.engine.decision.store;

import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.database.CopyWriter;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.record.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes what decisions leave behind: the last decision of each account and rule, and how often a scope acted. */
final class StateWriter {

    private final Transaction transaction;
    private final Instant asOf;

    StateWriter(Transaction transaction, Instant asOf) {
        this.transaction = transaction;
        this.asOf = asOf;
    }

    void write(List<Change> changes) {
        insert(changes.stream().filter(Change::isFirst).toList());
        update(changes.stream().filter(change -> !change.isFirst()).toList());
    }

    private void insert(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        try (CopyWriter out = transaction.copyIn("""
                decision_state (person_no, user_no, rule, playbook, version, outcome, reason, decision_id, decided_at,
                    standing, revision)""")) {
            for (Change change : changes) {
                CandidateResult result = change.result();
                out.rows()
                        .row(11)
                        .bigint(change.personNo())
                        .bigint(result.userNo())
                        .text(result.rule())
                        .text(result.playbook())
                        .text(result.version())
                        .text(result.outcome().name())
                        .text(result.reason())
                        .uuid(change.id())
                        .instant(asOf)
                        .flag(result.standing())
                        .bigint(1);
                out.flushIfFull();
            }
            out.finish();
        }
    }

    private void update(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        List<CandidateResult> results = changes.stream().map(Change::result).toList();
        List<UUID> ids = changes.stream().map(Change::id).toList();
        transaction
                .sql("""
                        UPDATE decision_state s
                        SET version = c.version, outcome = c.outcome, reason = c.reason, decision_id = c.decision_id,
                            decided_at = :at, standing = c.standing::boolean, revision = s.revision + 1
                        FROM unnest(:persons, :users, :rules, :versions, :outcomes, :reasons, :ids, :standings)
                            AS c (person_no, user_no, rule, version, outcome, reason, decision_id, standing)
                        WHERE s.person_no = c.person_no AND s.user_no = c.user_no AND s.rule = c.rule
                        """)
                .bind("at", asOf)
                .bind("persons", changes.stream().map(Change::personNo).toList())
                .bind("users", results.stream().map(CandidateResult::userNo).toList())
                .bind("rules", results.stream().map(CandidateResult::rule).toList())
                .bind("versions", results.stream().map(CandidateResult::version).toList())
                .bind(
                        "outcomes",
                        results.stream().map(result -> result.outcome().name()).toList())
                .bind("reasons", results.stream().map(CandidateResult::reason).toList())
                .bind("ids", ids)
                .bind(
                        "standings",
                        results.stream()
                                .map(result -> String.valueOf(result.standing()))
                                .toList())
                .update();
    }

    /** Accounts and rules of one person that began or ceased to stand. */
    void standing(long personNo, Map<Arbitration.Left, Boolean> changed) {
        changed.forEach((which, standing) -> transaction
                .sql("""
                        UPDATE decision_state SET standing = :standing, revision = revision + 1
                        WHERE person_no = :person AND user_no = :user AND rule = :rule
                        """)
                .bind("standing", standing)
                .bind("person", personNo)
                .bind("user", which.userNo())
                .bind("rule", which.rule())
                .update());
    }

    /** Counts one more occurrence for each scope that acted, under the account that it acted for. */
    void reentry(List<Change> changes) {
        List<CandidateResult> advancing = new ArrayList<>();
        List<Long> persons = new ArrayList<>();
        for (Change change : changes) {
            if (change.result().advances()) {
                advancing.add(change.result());
                persons.add(change.personNo());
            }
        }
        if (advancing.isEmpty()) {
            return;
        }
        transaction
                .sql("""
                        INSERT INTO reentry_state AS known
                            (person_no, scope, user_no, grants, last_at, last_occurrence, events)
                        SELECT person_no, scope, user_no, 1, :at, occurrence,
                            CASE WHEN occurrence LIKE '%=%' THEN ARRAY[occurrence] ELSE '{}' END
                        FROM unnest(:persons, :scopes, :users, :occurrences)
                            AS r (person_no, scope, user_no, occurrence)
                        ON CONFLICT (person_no, scope, user_no) DO UPDATE
                        SET grants = known.grants + 1, last_at = greatest(known.last_at, excluded.last_at),
                            last_occurrence = CASE WHEN excluded.last_at < known.last_at
                                THEN known.last_occurrence ELSE excluded.last_occurrence END,
                            events = known.events || excluded.events
                        """)
                .bind("at", asOf)
                .bind("persons", persons)
                .bind("scopes", advancing.stream().map(CandidateResult::scope).toList())
                .bind("users", advancing.stream().map(CandidateResult::userNo).toList())
                .bind(
                        "occurrences",
                        advancing.stream().map(CandidateResult::occurrence).toList())
                .update();
    }
}
