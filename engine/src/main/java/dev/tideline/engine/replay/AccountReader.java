package dev.tideline.engine.replay;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.replay.walk.Account;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserLists;
import dev.tideline.engine.users.UserStore;
import java.util.ArrayList;
import java.util.List;

/** Reads all accounts of a range of persons in a short transaction that can change nothing. Thread-safe. */
final class AccountReader {

    private final Database database;
    private final UserStore users;

    AccountReader(Database database, UserStore users) {
        this.database = database;
        this.users = users;
    }

    List<Account> read(long first, long last) {
        return database.inTransaction(transaction -> {
            transaction.execute("SET TRANSACTION READ ONLY");
            List<StoredUser> stored = new ArrayList<>();
            users.eachOfPersons(transaction, first, last, stored::add);
            UserLists lists = UserLists.ofPersons(transaction, first, last);
            return stored.stream()
                    .map(user -> new Account(user, lists.of(user.userNo()), lists.excluding(user.userNo())))
                    .toList();
        });
    }
}
