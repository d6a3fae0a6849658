package dev.tideline.engine.replay;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.replay.walk.Account;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
            Map<Long, Set<String>> lists = new HashMap<>();
            Map<Long, Set<String>> excluding = new HashMap<>();
            readLists(transaction, first, last, lists, excluding);
            return stored.stream()
                    .map(user -> new Account(
                            user,
                            lists.getOrDefault(user.userNo(), Set.of()),
                            excluding.getOrDefault(user.userNo(), Set.of())))
                    .toList();
        });
    }

    private static void readLists(
            Transaction transaction,
            long first,
            long last,
            Map<Long, Set<String>> lists,
            Map<Long, Set<String>> excluding) {
        transaction.sql("""
                        SELECT u.user_no, m.list_key, l.effect FROM users u JOIN list_member m USING (user_id)
                          JOIN list l USING (list_key) WHERE u.person_no BETWEEN :first AND :last
                        """).bind("first", first).bind("last", last).list(row -> {
            long user = row.number("user_no");
            if (row.text("effect").equals("EXCLUDE")) {
                excluding.computeIfAbsent(user, key -> new HashSet<>()).add(row.text("list_key"));
            }
            return lists.computeIfAbsent(user, key -> new HashSet<>()).add(row.text("list_key"));
        });
    }
}
