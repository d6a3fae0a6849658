package dev.tideline.engine.evaluation;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.Timeline;
import dev.tideline.engine.timeline.TimelineBuilder;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserLists;
import dev.tideline.engine.users.UserStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an evaluation needs beside the rows of some users: the lists they are on, and histories cut at the instant. */
public final class AccountContext {

    private final UserLists lists;
    private final Map<Long, Timeline> cut = new HashMap<>();

    AccountContext(UserLists lists) {
        this.lists = lists;
    }

    /** Reads it for these users. */
    public static AccountContext read(
            Transaction transaction, EvaluationSetting setting, UserStore store, List<StoredUser> users) {
        List<Long> numbers = users.stream().map(StoredUser::userNo).toList();
        AccountContext context = new AccountContext(UserLists.of(transaction, numbers));
        context.cutHistories(transaction, setting.asOf(), setting.days(), store, users);
        return context;
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

    UserLists lists() {
        return lists;
    }

    Timeline history(StoredUser user) {
        return cut.getOrDefault(user.userNo(), user.timeline());
    }
}
