package dev.tideline.engine.facts;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.segments.SegmentState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tells whom test keys reach: persons all of whose accounts are test users. Blocking; thread-safe. */
public final class TestPersons {

    private final Database database;
    private final UserStore users;
    private final FactsModel model;
    private final int test;

    public TestPersons(Database database, UserStore users, FactsModel model) {
        this.database = database;
        this.users = users;
        this.model = model;
        this.test = model.vocabulary().user().require("is_test").slot();
    }

    /** Whether the user belongs to a test person; false for an id that nobody has. */
    public boolean include(String userId, Instant at) {
        List<StoredUser> accounts = new ArrayList<>();
        database.doInTransaction(transaction -> users.eachAround(transaction, Set.of(userId), accounts::add));
        UserFacts facts = new UserFacts(model, at, null, Set.of());
        return !accounts.isEmpty() && accounts.stream().allMatch(account -> isTest(facts, account));
    }

    private boolean isTest(UserFacts facts, StoredUser account) {
        return facts.see(account.userId(), account.timeline(), SegmentState.NONE, Set.of())
                .user()
                .flag(test);
    }
}
