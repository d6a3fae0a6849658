package dev.tideline.engine.vesting;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.snapshot.SnapshotReader;
import dev.tideline.engine.sources.Source;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.incentives.Vesting;
import dev.tideline.rules.incentives.Vesting.Course;
import dev.tideline.rules.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is known of an account since its grant was posted, and asks the incentive's vesting. Balances count only up to
 * what their source has told of: a dead feed neither vests nor forfeits. For one thread.
 */
final class Findings {

    private static final Duration SOON = Duration.ofHours(1);
    private static final Duration DAILY = Duration.ofDays(1);
    private static final String WITHDRAWN = "withdrawal.completed";

    private final Incentives catalogue;
    private final UserStore users;
    private final FactsModel model;
    private final Field balance;
    private final Field withdrawals;
    private final SnapshotReader reader;

    Findings(Incentives catalogue, UserStore users, FactsModel model) {
        this.catalogue = catalogue;
        this.users = users;
        this.model = model;
        this.balance = model.vocabulary().user().require("total_asset");
        this.withdrawals = model.vocabulary().user().require("withdrawal_24h");
        this.reader = new SnapshotReader(
                model.vocabulary(), model.sources(), model.history(), model.days(), List.of(balance));
    }

    /** What is found at this instant. */
    Finding of(Transaction transaction, LockedGrant grant, Instant now) {
        Vesting vesting =
                catalogue.referred(grant.incentive()).map(Incentive::vesting).orElse(null);
        if (vesting == null) {
            return new Finding.Waits(now.plus(DAILY), "The catalogue has no " + grant.incentive());
        }
        Optional<StoredUser> user = Optional.ofNullable(grant.userId()).flatMap(id -> users.find(transaction, id));
        String obstacle = obstacle(vesting, user.isPresent());
        if (!obstacle.isEmpty()) {
            return new Finding.Waits(now.plus(DAILY), obstacle);
        }
        return finding(vesting, course(transaction, vesting, user.orElse(null), grant.since(), now), grant, now);
    }

    private static Finding finding(Vesting vesting, Course course, LockedGrant grant, Instant now) {
        return switch (vesting.after(course)) {
            case UNLOCKED -> new Finding.Vests();
            case FORFEITED -> new Finding.Forfeits();
            case LOCKED -> new Finding.Waits(again(vesting, grant, now), "");
        };
    }

    private static Instant again(Vesting vesting, LockedGrant grant, Instant now) {
        Instant soon = now.plus(SOON);
        if (vesting instanceof Vesting.Locked locked) {
            Instant end = grant.since().plus(locked.length());
            return end.isAfter(now) && (end.isBefore(soon) || !locked.unlessWithdrawn()) ? end : soon;
        }
        return soon;
    }

    private static String obstacle(Vesting vesting, boolean known) {
        boolean needsUser =
                vesting instanceof Vesting.Kept || (vesting instanceof Vesting.Locked lock && lock.unlessWithdrawn());
        if (needsUser && !known) {
            return "No account is known for it";
        }
        return "";
    }

    private Course course(
            Transaction transaction, Vesting vesting, @Nullable StoredUser user, Instant since, Instant now) {
        if (user == null) {
            return new Course(Duration.between(since, now), null, List.of());
        }
        if (vesting instanceof Vesting.Kept kept) {
            return new Course(
                    Duration.between(since, now),
                    null,
                    balances(user, kept, since, earlier(now, told(transaction, balance))));
        }
        boolean asks = vesting instanceof Vesting.Locked lock && lock.unlessWithdrawn();
        Instant upTo = asks ? earlier(now, told(transaction, withdrawals)) : now;
        return new Course(between(since, upTo), asks ? withdrawn(transaction, user, since, now) : null, List.of());
    }

    private static Duration between(Instant since, Instant upTo) {
        return upTo.isBefore(since) ? Duration.ZERO : Duration.between(since, upTo);
    }

    private @Nullable Duration withdrawn(Transaction transaction, StoredUser user, Instant since, Instant now) {
        List<Instant> found = new ArrayList<>();
        users.eachEvent(transaction, List.of(user.userNo()), since, now, event -> {
            if (event.type().equals(WITHDRAWN)) {
                found.add(event.occurredAt());
            }
        });
        return found.stream()
                .min(Instant::compareTo)
                .map(first -> Duration.between(since, first))
                .orElse(null);
    }

    /** At the end of each whole day, the day of the posting first. */
    private List<Money> balances(StoredUser user, Vesting.Kept kept, Instant since, Instant upTo) {
        Days days = model.days();
        List<Money> balances = new ArrayList<>();
        long first = days.of(since);
        for (long day = first; day < first + kept.ofDays(); day++) {
            Instant end = Days.instant(days.startMicros(day + 1));
            if (end.isAfter(upTo)) {
                break;
            }
            FactBuilder facts = model.vocabulary().user().builder();
            reader.read(user.timeline(), end.minusNanos(1_000), facts);
            long value = Math.max(0, facts.number(balance.slot()));
            balances.add(kept.least().asset().ofMinor(value));
        }
        return balances;
    }

    /** How far the source of a field has told its story; the beginning of time if it has told nothing. */
    private Instant told(Transaction transaction, Field field) {
        Map<String, Instant> watermarks = new HashMap<>();
        users.watermarks(transaction).forEach(mark -> watermarks.put(mark.source(), mark.at()));
        return model.sources().of(field).map(Source::name).map(watermarks::get).orElse(Instant.EPOCH);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
