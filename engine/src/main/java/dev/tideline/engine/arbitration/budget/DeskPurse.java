package dev.tideline.engine.arbitration.budget;

import dev.tideline.engine.arbitration.caps.Refusal;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.ledger.ClaimDesk;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.GrantKey;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
        Charging.Charged charged = charging.of(wish);
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
        if (wish.ghost()) {
            desk.backTo(mark);
        }
        return reply(wish, claim, result);
    }

    private Reply reply(Wish wish, Claim claim, ClaimResult result) {
        if (result instanceof ClaimResult.Refused refused) {
            return new Reply.Refused(new Refusal(reason(refused), values(refused), retryAt(claim, refused, wish.at())));
        }
        if (result instanceof ClaimResult.Duplicate) {
            return Reply.no(
                    Reason.ALREADY_GRANTED, Map.of("grant_key", claim.key().text()));
        }
        if (result instanceof ClaimResult.Held held) {
            SortedMap<String, String> values = with(Map.of("breaker", held.by().name()));
            return wish.ghost()
                    ? Reply.no(Reason.HELD_BY_BREAKER, values)
                    : new Reply.Held(Reason.HELD_BY_BREAKER, values);
        }
        return standing.isEmpty() ? Reply.YES : new Reply.Granted(standing);
    }

    private static String reason(ClaimResult.Refused refused) {
        return refused.left().exceeds(refused.asked()) || refused.left().equals(refused.asked())
                ? Reason.BUDGET_CLOSED
                : Reason.BUDGET_EXHAUSTED;
    }

    private SortedMap<String, String> values(ClaimResult.Refused refused) {
        return with(Map.of(
                "budget", refused.budget().toString(),
                "left", refused.left().toString(),
                "asked", refused.asked().toString(),
                "short_by", refused.asked().minus(refused.left()).toString()));
    }

    private SortedMap<String, String> with(Map<String, String> values) {
        SortedMap<String, String> all = new TreeMap<>(standing);
        all.putAll(values);
        return all;
    }

    /** The next window has room again, unless the total is spent: then it is found out once a window. */
    private static @Nullable Instant retryAt(Claim claim, ClaimResult.Refused refused, Instant at) {
        return claim.charges().stream()
                .filter(charge -> charge.budget().equals(refused.budget()))
                .map(Charge::opening)
                .filter(limits -> limits.total().exceeds(limits.perPeriod()))
                .map(limits -> limits.period().end(at))
                .findFirst()
                .orElse(null);
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
