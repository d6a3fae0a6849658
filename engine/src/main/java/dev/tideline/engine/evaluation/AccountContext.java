package dev.tideline.engine.evaluation;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.Timeline;
import dev.tideline.engine.timeline.TimelineBuilder;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an evaluation needs beside the rows of some users: the lists they are on, and histories cut at the instant. */
public final class AccountContext {

    private final Map<Long, Set<String>> all = new HashMap<>();
    private final Map<Long, Set<String>> excluding = new HashMap<>();
    private final Map<Long, Timeline> cut = new HashMap<>();

    /** Reads it for these users. */
    public static AccountContext read(
            Transaction transaction, EvaluationSetting setting, UserStore store, List<StoredUser> users) {
        AccountContext lists = new AccountContext();
        lists.readMembers(transaction, users);
        lists.cutHistories(transaction, setting.asOf(), setting.days(), store, users);
        return lists;
    }

    private void readMembers(Transaction transaction, List<StoredUser> users) {
        transaction
                .sql("""
                        SELECT u.user_no, m.list_key, l.effect FROM users u JOIN list_member m USING (user_id)
                          JOIN list l USING (list_key)
                         WHERE u.user_no = ANY(:users) AND EXISTS (SELECT FROM list_member)
                        """)
                .bind("users", users.stream().map(StoredUser::userNo).toList())
                .list(row -> {
                    long user = row.number("user_no");
                    all.computeIfAbsent(user, key -> new HashSet<>()).add(row.text("list_key"));
                    if (row.text("effect").equals("EXCLUDE")) {
                        excluding.computeIfAbsent(user, key -> new HashSet<>()).add(row.text("list_key"));
                    }
                    return user;
                });
    }

    /** Where the day of the instant may hold later events, that day is counted anew up to the instant. */
    private void cutHistories(
            Transaction transaction, Instant asOf, Days days, UserStore store, List<StoredUser> users) {
        Map<Long, StoredUser> later = new HashMap<>();
        for (StoredUser user : users) {
            if (user.timeline().mayHaveLaterEventsOnDayOf(asOf, days)) {
                later.put(user.userNo(), user);
            }
        }
        if (later.isEmpty()) {
            return;
        }
        long day = days.of(asOf);
        Map<Long, TimelineBuilder> builders = new HashMap<>();
        later.keySet().forEach(user -> builders.put(user, new TimelineBuilder(days)));
        Instant from = Days.instant(days.startMicros(day));
        store.eachEvent(transaction, later.keySet(), from, asOf.plusNanos(1_000), event -> {
            TimelineBuilder builder = builders.get(event.userNo());
            if (builder != null) {
                builder.event(event.type(), event.occurredAt(), event.payload());
            }
        });
        builders.forEach((user, builder) -> {
            StoredUser stored = later.get(user);
            if (stored != null) {
                cut.put(user, stored.timeline().withEventsOf(day, builder.build()));
            }
        });
    }

    Set<String> of(long userNo) {
        return all.getOrDefault(userNo, Set.of());
    }

    Set<String> exclusions(long userNo) {
        return excluding.getOrDefault(userNo, Set.of());
    }

    Timeline history(StoredUser user) {
        return cut.getOrDefault(user.userNo(), user.timeline());
    }
}
