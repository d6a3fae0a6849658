package dev.tideline.engine.decision.store;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.record.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Rows of {@code incentive_grant} by column. */
final class GrantRows {

    private final List<String> keys = new ArrayList<>();
    private final List<Long> persons = new ArrayList<>();
    private final List<Long> users = new ArrayList<>();
    private final List<String> playbooks = new ArrayList<>();
    private final List<String> incentives = new ArrayList<>();
    private final List<String> occurrences = new ArrayList<>();
    private final List<String> classes = new ArrayList<>();
    private final List<String> faceValues = new ArrayList<>();
    private final List<String> assets = new ArrayList<>();
    private final List<String> ghosts = new ArrayList<>();
    private final List<UUID> decisions = new ArrayList<>();

    boolean isEmpty() {
        return keys.isEmpty();
    }

    void add(Change change) {
        for (Change.Grant grant : change.grants()) {
            keys.add(grant.key());
            persons.add(change.personNo());
            users.add(change.result().userNo());
            playbooks.add(change.result().playbook());
            incentives.add(grant.incentive());
            occurrences.add(change.result().occurrence());
            classes.add(change.result().candidateClass().name());
            faceValues.add(grant.faceValue().toPlainString());
            assets.add(grant.asset());
            ghosts.add(String.valueOf(grant.ghost()));
            decisions.add(change.id());
        }
    }

    /** A key that is there already stays as it is: what a key names is granted once, unless that was voided. */
    void insert(Transaction transaction, Instant at) {
        transaction
                .sql("""
                        INSERT INTO incentive_grant (grant_key, person_no, user_no, playbook, incentive, occurrence, at,
                            class, face_value, asset, ghost, decision_id)
                        SELECT key, person_no, user_no, playbook, incentive, occurrence, :at, class, face::numeric, asset,
                            ghost::boolean, decision_id
                        FROM unnest(:keys, :persons, :users, :playbooks, :incentives, :occurrences, :classes, :faces,
                            :assets, :ghosts, :decisions)
                            AS g (key, person_no, user_no, playbook, incentive, occurrence, class, face, asset, ghost,
                                decision_id)
                        ON CONFLICT (grant_key) WHERE voided_at IS NULL DO NOTHING
                        """)
                .bind("at", at)
                .bind("keys", keys)
                .bind("persons", persons)
                .bind("users", users)
                .bind("playbooks", playbooks)
                .bind("incentives", incentives)
                .bind("occurrences", occurrences)
                .bind("classes", classes)
                .bind("faces", faceValues)
                .bind("assets", assets)
                .bind("ghosts", ghosts)
                .bind("decisions", decisions)
                .update();
    }
}
