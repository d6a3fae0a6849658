package dev.tideline.engine.pools;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.snapshot.SnapshotReader;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which contest users are in. Thread-safe. */
final class CurrentContests {

    private final FactsModel model;
    private final UserStore users;
    private final Field contest;

    CurrentContests(FactsModel model, UserStore users) {
        this.model = model;
        this.users = users;
        this.contest = model.vocabulary().user().require("contest_id");
    }

    /** Keys of the contests of all accounts of these persons, by account; without those that are in none. */
    Map<Long, String> of(Transaction transaction, Collection<Long> persons, Instant asOf) {
        SnapshotReader reader = new SnapshotReader(
                model.vocabulary(), model.sources(), model.history(), model.days(), List.of(contest));
        Map<Long, String> contests = new HashMap<>();
        users.eachOfPersons(transaction, persons, user -> {
            FactBuilder facts = model.vocabulary().user().builder();
            reader.read(user.timeline(), asOf, facts);
            String key = facts.user("").text(contest.slot());
            if (key != null) {
                contests.put(user.userNo(), key);
            }
        });
        return contests;
    }
}
