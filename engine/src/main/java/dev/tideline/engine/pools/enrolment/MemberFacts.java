package dev.tideline.engine.pools.enrolment;

import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.pools.enrolment.MemberRows.Found;
import dev.tideline.engine.snapshot.SnapshotReader;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.Timeline;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.incentives.terms.ContestTerms;
import dev.tideline.rules.incentives.terms.FeeTerms;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what members bring: for a share of fees the 7 whole days before the day of the run, for a contest now. For one thread. */
final class MemberFacts {

    private final UserStore users;
    private final FactsModel model;
    private final Incentives catalogue;
    private final SnapshotReader reader;

    MemberFacts(UserStore users, FactsModel model, Incentives catalogue) {
        this.users = users;
        this.model = model;
        this.catalogue = catalogue;
        Set<Field> fields = new LinkedHashSet<>();
        for (String column : List.of("total_asset", "volume_avg_7d", "contest_id", "contest_ended_at", "joined_at")) {
            fields.add(field(column));
        }
        for (Incentive incentive : catalogue.byKey().values()) {
            if (incentive.terms() instanceof ContestTerms contest) {
                fields.add(field(contest.rankBy()));
            }
        }
        this.reader = new SnapshotReader(
                model.vocabulary(), model.sources(), model.history(), model.days(), List.copyOf(fields));
    }

    private Field field(String column) {
        return model.vocabulary().user().require(column);
    }

    /**
     * What is known of members besides their facts.
     *
     * @param barred why gates let some of them have nothing, by the key of the part
     * @param siblings other accounts that a member's rule fits as well
     */
    record Known(Map<String, Refusal> barred, Map<GrantKey, List<Long>> siblings) {}

    /** What was found of them, in their order. */
    List<Found> of(Transaction transaction, List<Enrolled> members, Known known, Instant asOf) {
        Map<Long, Timeline> timelines = new HashMap<>();
        List<Long> persons = members.stream().map(Enrolled::personNo).distinct().toList();
        users.eachOfPersons(transaction, persons, user -> timelines.put(user.userNo(), user.timeline()));
        List<Found> found = new ArrayList<>();
        for (Enrolled member : members) {
            Refusal refusal = known.barred().get(member.key().text());
            String bar = refusal == null ? "" : refusal.reason();
            List<Long> siblings = known.siblings().getOrDefault(member.key(), List.of());
            List<Timeline> accounts = Stream.concat(Stream.of(member.userNo()), siblings.stream())
                    .map(user -> timelines.getOrDefault(user, Timeline.empty()))
                    .toList();
            Incentive incentive = catalogue.named(member.incentive()).orElseThrow();
            found.add(
                    incentive.terms() instanceof FeeTerms.SharePool shared
                            ? fees(member, accounts.get(0), shared, incentive.asset(), asOf, bar)
                            : contest(member, accounts, (ContestTerms) incentive.terms(), asOf, bar));
        }
        return found;
    }

    private Found fees(
            Enrolled member, Timeline timeline, FeeTerms.SharePool terms, Asset asset, Instant asOf, String barred) {
        long today = model.days().of(asOf);
        List<Money> balances = new ArrayList<>();
        for (long day = today - PoolsInRun.FEE_DAYS; day < today; day++) {
            balances.add(asset.ofMinor(atEnd(timeline, day, field("total_asset"))));
        }
        Money traded = asset.ofMinor(atEnd(timeline, today - 1, field("volume_avg_7d")));
        return new Found(
                member.key(),
                terms.countedAssets(balances).amountText(),
                traded.amountText(),
                "",
                null,
                null,
                null,
                barred);
    }

    /** The best of what his accounts bring to the contest that his part is in. */
    private Found contest(Enrolled member, List<Timeline> accounts, ContestTerms terms, Instant asOf, String barred) {
        List<Found> entries = accounts.stream()
                .map(account -> entry(member, account, terms, asOf, barred))
                .toList();
        Found own = entries.get(0);
        return entries.stream()
                .filter(entry -> entry.contest().equals(own.contest()))
                .min(bestFirst(terms))
                .orElse(own);
    }

    private static Comparator<Found> bestFirst(ContestTerms terms) {
        Comparator<Long> scores = terms.best() == ContestTerms.Best.HIGHEST
                ? Comparator.<Long>reverseOrder()
                : Comparator.<Long>naturalOrder();
        return Comparator.comparing(Found::score, Comparator.nullsLast(scores))
                .thenComparing(Found::joinedAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder()));
    }

    private Found entry(Enrolled member, Timeline timeline, ContestTerms terms, Instant asOf, String barred) {
        FactBuilder facts = model.vocabulary().user().builder();
        reader.read(timeline, asOf, facts);
        var user = facts.user("");
        String contest = user.text(field("contest_id").slot());
        return new Found(
                member.key(),
                null,
                null,
                contest == null ? "" : contest,
                instant(facts, "contest_ended_at"),
                instant(facts, "joined_at"),
                number(facts, terms.rankBy()),
                barred);
    }

    private @Nullable Long number(FactBuilder facts, String column) {
        long value = facts.number(field(column).slot());
        return value == Fact.MISSING ? null : value;
    }

    private @Nullable Instant instant(FactBuilder facts, String column) {
        Long micros = number(facts, column);
        return micros == null ? null : Days.instant(micros);
    }

    /** The value at the end of a day, 0 where there is none. */
    private long atEnd(Timeline timeline, long day, Field field) {
        FactBuilder facts = model.vocabulary().user().builder();
        reader.read(timeline, Days.instant(model.days().startMicros(day + 1) - 1), facts);
        return Math.max(0, facts.number(field.slot()));
    }
}
