package dev.tideline.engine.pools;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.store.PostgresLedger;
import dev.tideline.engine.pools.division.Entrant;
import dev.tideline.engine.pools.division.Member;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of {@code pool_share}, and of what shares are made from, in one transaction. */
final class PoolRows {

    private static final String OF_POT = """
            SELECT %s FROM pool_member WHERE run_no = :run AND playbook = :playbook AND incentive = :incentive
            AND contest = :contest AND barred = ''
            """;

    private final Transaction transaction;

    /**
     * What is divided at once: a week's fees for a playbook, or one contest.
     *
     * @param playbook key of the playbook
     * @param incentive key of the incentive
     * @param contest key of the contest; empty where fees are shared
     * @param endedAt when the contest ended; null where fees are shared, or as long as nobody knows
     * @param members who has a part in it
     */
    record Pot(
            String playbook,
            String incentive,
            String contest,
            @Nullable Instant endedAt,
            long members) {}

    /**
     * What somebody gets; nothing said of others of the pot means that there is nothing for them.
     *
     * @param key what it is granted under
     * @param place his place in the contest; null where fees are shared
     * @param amount 0 or more
     */
    record Divided(String key, @Nullable Integer place, Money amount) {}

    PoolRows(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Waits until nobody else divides pools of these playbooks. */
    void lock(Collection<String> playbooks) {
        for (String playbook : playbooks.stream().sorted().toList()) {
            transaction
                    .sql("SELECT pg_advisory_xact_lock(hashtext('pool'), hashtext(:playbook)) IS NULL AS yes")
                    .bind("playbook", playbook)
                    .one(row -> row.flag("yes"));
        }
    }

    /** The pots of those whom this run has looked at. */
    List<Pot> pots(long run) {
        return transaction
                .sql("""
                        SELECT playbook, incentive, contest, max(ended_at) AS ended_at, count(*) AS members
                        FROM pool_member WHERE run_no = :run GROUP BY playbook, incentive, contest
                        ORDER BY playbook, incentive, contest
                        """)
                .bind("run", run)
                .list(row -> new Pot(
                        row.text("playbook"),
                        row.text("incentive"),
                        row.text("contest"),
                        row.optionalInstant("ended_at").orElse(null),
                        row.number("members")));
    }

    /** Who shares fees. Whoever kept a part of a week without a pool and has a new one shares once, by the later key. */
    List<Member> members(long run, Pot pot, Asset asset) {
        return transaction
                .sql(OF_POT.formatted("DISTINCT ON (person_no) grant_key, assets, volume")
                        + " ORDER BY person_no, grant_key COLLATE \"C\" DESC")
                .bind("run", run)
                .bind("playbook", pot.playbook())
                .bind("incentive", pot.incentive())
                .bind("contest", pot.contest())
                .list(row -> new Member(
                        new GrantKey(row.text("grant_key")),
                        asset.of(row.result().getBigDecimal("assets")),
                        asset.of(row.result().getBigDecimal("volume"))));
    }

    /** Who is ranked. */
    List<Entrant> entrants(long run, Pot pot) {
        return transaction
                .sql(OF_POT.formatted("person_no, grant_key, score, joined_at") + " AND score IS NOT NULL")
                .bind("run", run)
                .bind("playbook", pot.playbook())
                .bind("incentive", pot.incentive())
                .bind("contest", pot.contest())
                .list(row -> new Entrant(
                        row.number("person_no"),
                        new GrantKey(row.text("grant_key")),
                        row.number("score"),
                        row.optionalInstant("joined_at").orElse(null)));
    }

    /** Fees of all trades in {@code [from, to)}. */
    Money fees(Asset asset, Instant from, Instant to) {
        return sum(
                asset,
                transaction
                        .sql("""
                                SELECT coalesce(sum((payload ->> 'fee_usdt')::numeric), 0) AS sum FROM event
                                WHERE type = 'trade.executed' AND occurred_at >= :from AND occurred_at < :to
                                """)
                        .bind("from", from)
                        .bind("to", to)
                        .one(row -> row.result().getBigDecimal("sum")));
    }

    /** What was divided of this pool by runs of this instant or later, paid or not. */
    Money divided(Pot pot, Asset asset, Instant since) {
        return sum(
                asset,
                transaction
                        .sql("""
                                SELECT coalesce(sum(amount), 0) AS sum FROM pool_share
                                WHERE playbook = :playbook AND incentive = :incentive AND divided_at >= :since
                                """)
                        .bind("playbook", pot.playbook())
                        .bind("incentive", pot.incentive())
                        .bind("since", since)
                        .one(row -> row.result().getBigDecimal("sum")));
    }

    private static Money sum(Asset asset, BigDecimal sum) {
        return asset.of(sum.max(BigDecimal.ZERO).setScale(asset.decimals(), RoundingMode.DOWN));
    }

    /** Whether this contest was divided. */
    boolean isDivided(Pot pot) {
        return transaction
                .sql("""
                        SELECT EXISTS (SELECT FROM pool_share WHERE playbook = :playbook AND incentive = :incentive
                            AND contest = :contest) AS yes
                        """)
                .bind("playbook", pot.playbook())
                .bind("incentive", pot.incentive())
                .bind("contest", pot.contest())
                .one(row -> row.flag("yes"));
    }

    /** Turns the members of a pot into shares, and those of whom nothing is said into none. */
    void divide(long run, Instant asOf, Pot pot, List<Divided> divided) {
        List<@Nullable String> places = new ArrayList<>();
        divided.forEach(
                one -> places.add(one.place() == null ? null : one.place().toString()));
        transaction
                .sql("""
                        WITH gone AS (
                            DELETE FROM pool_member WHERE run_no = :run AND playbook = :playbook
                                AND incentive = :incentive AND contest = :contest RETURNING *)
                        INSERT INTO pool_share (run_no, position, grant_key, playbook, incentive, contest, place, amount,
                            reason, divided_at)
                        SELECT :run, row_number() OVER (ORDER BY g.position) + coalesce(
                                   (SELECT max(position) FROM pool_share WHERE run_no = :run), 0),
                               g.grant_key, g.playbook, g.incentive, g.contest, s.place::integer,
                               coalesce(s.amount::numeric, 0), g.barred, :asOf
                        FROM gone g LEFT JOIN unnest(:keys::text[], :places::text[], :amounts::text[])
                            AS s (key, place, amount) ON s.key = g.grant_key
                        """)
                .bind("run", run)
                .bind("asOf", asOf)
                .bind("playbook", pot.playbook())
                .bind("incentive", pot.incentive())
                .bind("contest", pot.contest())
                .bind("keys", divided.stream().map(Divided::key).toList())
                .bind("places", places)
                .bind(
                        "amounts",
                        divided.stream().map(one -> one.amount().amountText()).toList())
                .update();
    }

    /** What the budget of the playbook has left beside shares that are owed; nothing where none is open in the asset. */
    Money left(Pot pot, Asset asset, Instant asOf) {
        return new PostgresLedger(transaction)
                .budget(BudgetId.campaign(pot.playbook()))
                .filter(found -> !found.closed() && found.asset().equals(asset))
                .map(budget -> budget.left(asOf).minus(owed(pot, asset)).max(asset.zero()))
                .orElse(asset.zero());
    }

    private Money owed(Pot pot, Asset asset) {
        return sum(
                asset,
                transaction
                        .sql(
                                "SELECT coalesce(sum(amount), 0) AS sum FROM pool_share WHERE playbook = :playbook AND NOT done")
                        .bind("playbook", pot.playbook())
                        .one(row -> row.result().getBigDecimal("sum")));
    }
}
