package dev.tideline.engine.arbitration.budget;

import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.engine.ledger.ClaimDesk;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.GrantKey;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks a desk of the ledger. */
public final class DeskPurse implements Purse {

    private final Charging charging;
    private final Map<GrantKey, Reply> known;
    private final ClaimDesk desk;
    private SortedMap<String, String> standing = Collections.emptySortedMap();

    /**
     * A purse.
     *
     * @param known replies for keys that the ledger holds already
     */
    public DeskPurse(Charging charging, Map<GrantKey, Reply> known, ClaimDesk desk) {
        this.charging = charging;
        this.known = Map.copyOf(known);
        this.desk = desk;
    }

    /** Says of everything from now on where the person stands among those who ask, since there is not enough for all. */
    public void standing(SortedMap<String, String> values) {
        standing = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    @Override
    public Reply ask(Wish wish) {
        return ask(charging.of(wish), wish.ghost(), wish.at());
    }

    /** The same of a bill, at an instant. */
    public Reply ask(Bill bill, boolean ghost, Instant at) {
        return ask(charging.of(bill), ghost, at);
    }

    private Reply ask(Charging.Charged charged, boolean ghost, Instant at) {
        if (charged instanceof Charging.Without without) {
            return Reply.no(without.reason(), with(without.values()));
        }
        Claim claim = ((Charging.To) charged).claim();
        Reply before = known.get(claim.key());
        if (before != null) {
            return before;
        }
        int mark = desk.mark();
        ClaimResult result = desk.claim(claim);
        if (ghost) {
            desk.backTo(mark);
        }
        return reply(result, claim, ghost, at);
    }

    /** Whether the ledger holds something for a wish already, so that a person has the say. */
    public boolean knows(Wish wish) {
        return known.containsKey(wish.key());
    }

    /** Has the ledger keep what is wished for until a person releases it: nothing is charged. */
    public Reply hold(Wish wish, String reason, Map<String, String> values) {
        Charging.Charged charged = charging.of(wish);
        if (charged instanceof Charging.Without without) {
            return Reply.no(without.reason(), with(without.values()));
        }
        Claim claim = ((Charging.To) charged).claim();
        ClaimResult result = desk.claim(claim.held());
        return result instanceof ClaimResult.Held
                ? new Reply.Held(reason, with(values))
                : reply(result, claim, wish.ghost(), wish.at());
    }

    private Reply reply(ClaimResult result, Claim claim, boolean ghost, Instant at) {
        if (result instanceof ClaimResult.Refused refused) {
            return refused(refused, desk.budget(refused.budget()), at);
        }
        if (result instanceof ClaimResult.Duplicate) {
            return Reply.no(
                    Reason.ALREADY_GRANTED, Map.of("grant_key", claim.key().text()));
        }
        if (result instanceof ClaimResult.Held held) {
            SortedMap<String, String> values = with(Map.of("breaker", held.by().name()));
            return ghost ? Reply.no(Reason.HELD_BY_BREAKER, values) : new Reply.Held(Reason.HELD_BY_BREAKER, values);
        }
        return standing.isEmpty() ? Reply.YES : new Reply.Granted(standing);
    }

    /** The next window has room again, unless the total is spent: then it is found out once a window. */
    private Reply refused(ClaimResult.Refused refused, Budget budget, Instant at) {
        boolean window = budget.limits().total().exceeds(budget.limits().perPeriod());
        return new Reply.Refused(new Refusal(
                budget.closed() ? Reason.BUDGET_CLOSED : Reason.BUDGET_EXHAUSTED,
                values(refused, budget, at),
                window ? budget.limits().period().end(at) : null));
    }

    /** Where the window leaves less than the total does, they say which window. */
    private SortedMap<String, String> values(ClaimResult.Refused refused, Budget budget, Instant at) {
        SortedMap<String, String> values = with(Map.of(
                "budget", refused.budget().toString(),
                "left", refused.left().toString(),
                "asked", refused.asked().toString(),
                "short_by", refused.asked().minus(refused.left()).toString()));
        if (budget.leftInAll().exceeds(budget.leftInPeriod(at))) {
            values.put("period", budget.limits().period().text());
            values.put("period_from", budget.limits().period().start(at).toString());
            values.put("period_until", budget.limits().period().end(at).toString());
        }
        return values;
    }

    private SortedMap<String, String> with(Map<String, String> values) {
        SortedMap<String, String> all = new TreeMap<>(standing);
        all.putAll(values);
        return all;
    }

    @Override
    public int mark() {
        return desk.mark();
    }

    @Override
    public void backTo(int mark) {
        desk.backTo(mark);
    }
}
