package dev.tideline.engine.ledger;

import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.LimitChange;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.Moved;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Claims against budgets, and the steps of grants. Instants are given: in production they are the database's clock.
 * What a caller does in one transaction commits or fails as a whole.
 */
public interface Ledger {

    /** Claims one grant. */
    default ClaimResult claim(Claim claim, Instant at) {
        return claim(List.of(claim), at).get(0);
    }

    /**
     * Claims many, as if one after another in this order, with at most one change a budget.
     *
     * @return one result a claim, in their order
     */
    default List<ClaimResult> claim(List<Claim> claims, Instant at) {
        return claiming(claims, at, desk -> claims.stream().map(desk::claim).toList());
    }

    /**
     * Does work that decides as it goes what it claims. All budgets that it may charge are locked before it starts, so the
     * work should be short, and pure, since it may be done anew after a collision.
     *
     * @param possible every claim that the work may make; it need not make any
     * @param work makes some of them
     * @return what the work returns
     */
    <T> T claiming(Collection<Claim> possible, Instant at, Function<ClaimDesk, T> work);

    /**
     * Does the same on budgets as they would stand after a trial so far, but opens and locks none and books nothing; the trial
     * notes what was claimed.
     */
    <T> T trying(Collection<Claim> possible, Trial trial, Instant at, Function<ClaimDesk, T> work);

    /** Lets a held grant be charged after all: {@code Claimed}, {@code Refused} (it stays held), or {@code Duplicate}. */
    Optional<ClaimResult> release(GrantId id, Instant at);

    /**
     * Asks a grant to take a step. Posting at or after its expiry is impossible. For {@link Step#RESERVE} see
     * {@link #release}, for {@link Step#REFUND} {@link #refund}.
     */
    Moved move(GrantId id, Step step, Instant at);

    /** Asks many grants to take the same step, each for itself; one answer a grant, in their order. */
    default List<Moved> move(List<GrantId> ids, Step step, Instant at) {
        return ids.stream().map(id -> move(id, step, at)).toList();
    }

    /**
     * Posts so much of a reserved grant, which costs no more from then on; the rest was not earned and goes back at once.
     * Asking again with the same amount is harmless.
     */
    Moved post(GrantId id, Money earned, Instant at);

    /** Gives back a part of a posted grant; at most what is left of it. */
    Moved refund(GrantId id, Money part, Instant at);

    /** Lets a grant that is still reserved stand until then, be it longer or shorter than before. */
    Moved lapsing(GrantId id, Instant until, Instant at);

    /** Lets reservations and held grants lapse whose time is over, the oldest first. Returns how many. */
    int expireDue(Instant at, int most);

    /** Opens a budget; an open one stays as it is. Returns it as it stands. */
    Budget open(BudgetId id, Limits limits, Instant at);

    /** Changes limits at once, if the revision is still the current one. */
    LimitChange limit(BudgetId id, Limits limits, long revision, Instant at);

    /** Closes a budget for all claims, or opens it again. */
    LimitChange close(BudgetId id, boolean closed, long revision, Instant at);

    /** A budget. */
    Optional<Budget> budget(BudgetId id);

    /** Those of these budgets that are open, by id. */
    default Map<BudgetId, Budget> budgets(Collection<BudgetId> ids) {
        Map<BudgetId, Budget> found = new HashMap<>();
        ids.forEach(id -> budget(id).ifPresent(budget -> found.put(id, budget)));
        return found;
    }

    /** A grant. */
    Optional<Grant> grant(GrantId id);

    /** The live grant of a key. */
    Optional<Grant> live(GrantKey key);
}
