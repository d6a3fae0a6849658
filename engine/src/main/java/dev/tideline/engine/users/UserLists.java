package dev.tideline.engine.users;

import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The keys of the lists that some users are on, by account number. */
public final class UserLists {

    private static final String MEMBERS = """
            SELECT u.user_no, m.list_key, l.effect FROM users u JOIN list_member m USING (user_id)
              JOIN list l USING (list_key) WHERE EXISTS (SELECT FROM list_member) AND\s""";

    /** Of accounts that are on no list. */
    public static final UserLists NONE = new UserLists();

    private final Map<Long, Set<String>> all = new HashMap<>();
    private final Map<Long, Set<String>> excluding = new HashMap<>();

    private UserLists() {}

    /** The lists of these accounts. */
    public static UserLists of(Transaction transaction, Collection<Long> userNos) {
        if (userNos.isEmpty()) {
            return NONE;
        }
        UserLists lists = new UserLists();
        transaction
                .sql(MEMBERS + "u.user_no = ANY(:users)")
                .bind("users", userNos)
                .list(lists::add);
        return lists;
    }

    /** The lists of all accounts of the persons from {@code first} to {@code last}, both included. */
    public static UserLists ofPersons(Transaction transaction, long first, long last) {
        UserLists lists = new UserLists();
        transaction
                .sql(MEMBERS + "u.person_no BETWEEN :first AND :last")
                .bind("first", first)
                .bind("last", last)
                .list(lists::add);
        return lists;
    }

    /** Keys of all lists that were imported. */
    public static Set<String> imported(Transaction transaction) {
        return Set.copyOf(transaction.sql("SELECT list_key FROM list").list(row -> row.text("list_key")));
    }

    private boolean add(Row row) throws SQLException {
        long user = row.number("user_no");
        if (row.text("effect").equals("EXCLUDE")) {
            excluding.computeIfAbsent(user, key -> new HashSet<>()).add(row.text("list_key"));
        }
        return all.computeIfAbsent(user, key -> new HashSet<>()).add(row.text("list_key"));
    }

    /** The lists that this account is on. */
    public Set<String> of(long userNo) {
        return all.getOrDefault(userNo, Set.of());
    }

    /** Those of them that exclude. */
    public Set<String> excluding(long userNo) {
        return excluding.getOrDefault(userNo, Set.of());
    }
}
