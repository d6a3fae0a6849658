package dev.tideline.engine.pools;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.pools.PoolRows.Qualified;
import dev.tideline.engine.snapshot.SnapshotReader;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.Timeline;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.incentives.terms.FeeTerms;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what members bring: the 7 whole days before the day of an instant. For one thread. */
final class PoolMembers {

    /** A week, as OKX's Friday pool counts it. */
    static final int DAYS = 7;

    private static final int AT_ONCE = 2_000;

    private final UserStore users;
    private final FactsModel model;
    private final Field assets;
    private final Field volume;
    private final SnapshotReader reader;

    PoolMembers(UserStore users, FactsModel model) {
        this.users = users;
        this.model = model;
        this.assets = model.vocabulary().user().require("total_asset");
        this.volume = model.vocabulary().user().require("volume_avg_7d");
        this.reader = new SnapshotReader(
                model.vocabulary(), model.sources(), model.history(), model.days(), List.of(assets, volume));
    }

    /** The members in the order of those who qualified. */
    List<Member> of(
            Transaction transaction, List<Qualified> qualified, FeeTerms.SharePool terms, Asset asset, Instant asOf) {
        List<Member> members = new ArrayList<>();
        for (int from = 0; from < qualified.size(); from += AT_ONCE) {
            List<Qualified> some = qualified.subList(from, Math.min(qualified.size(), from + AT_ONCE));
            Map<Long, Timeline> timelines = new HashMap<>();
            List<Long> persons =
                    some.stream().map(Qualified::personNo).distinct().toList();
            users.eachOfPersons(transaction, persons, user -> timelines.put(user.userNo(), user.timeline()));
            some.forEach(one -> members.add(
                    member(one, timelines.getOrDefault(one.userNo(), Timeline.empty()), terms, asset, asOf)));
        }
        return members;
    }

    private Member member(Qualified one, Timeline timeline, FeeTerms.SharePool terms, Asset asset, Instant asOf) {
        long today = model.days().of(asOf);
        List<Money> balances = new ArrayList<>();
        for (long day = today - DAYS; day < today; day++) {
            balances.add(asset.ofMinor(at(timeline, day, assets)));
        }
        Money traded = asset.ofMinor(at(timeline, today - 1, volume));
        return new Member(one.key(), one.userNo(), terms.countedAssets(balances), traded);
    }

    /** The value at the end of a day, 0 where there is none. */
    private long at(Timeline timeline, long day, Field field) {
        FactBuilder facts = model.vocabulary().user().builder();
        reader.read(timeline, Days.instant(model.days().startMicros(day + 1) - 1), facts);
        return Math.max(0, facts.number(field.slot()));
    }
}
