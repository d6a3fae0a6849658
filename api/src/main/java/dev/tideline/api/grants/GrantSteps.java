package dev.tideline.api.grants;

import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.engine.budgets.Reconsidered;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.promise.GrantGates;
import dev.tideline.engine.fulfilment.Payouts;
import dev.tideline.engine.fulfilment.Told;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantState;
import dev.tideline.engine.ledger.grant.Moved;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.engine.ledger.store.GrantList;
import dev.tideline.engine.ledger.store.HeldGrants;
import dev.tideline.engine.offer.TakeBacks;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.problem.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Grants as callers see them, and their steps with refusals told as problems. Blocks. */
@Component
final class GrantSteps {

    private static final Map<Step, String> CALLS = new EnumMap<>(Map.of(
            Step.RESERVE,
            "release",
            Step.POST,
            "post",
            Step.PAY,
            "acknowledge",
            Step.VOID,
            "void",
            Step.CLAW_BACK,
            "claw-back"));

    private static final Set<Step> IN_TIME = Set.of(Step.RESERVE, Step.POST);

    private final Database database;
    private final CommittingLedger ledger;
    private final GrantList grants;
    private final Payouts payouts;

    private final EvaluationPolicy policy;
    private final TakeBacks takeBacks;
    private final PaymentGate gate;

    GrantSteps(Database database, EvaluationPolicy policy, TakeBacks takeBacks, GrantGates gates) {
        this.policy = policy;
        this.takeBacks = takeBacks;
        this.gate = new PaymentGate(gates);
        this.database = database;
        this.ledger = new CommittingLedger(database);
        this.grants = new GrantList(database);
        this.payouts = new Payouts(database);
    }

    List<GrantView> in(GrantState state, GrantId after, int most) {
        List<Grant> found = grants.in(state, after, most);
        var told = payouts.told(found.stream().map(Grant::id).toList());
        return found.stream().map(grant -> view(grant, told.get(grant.id()))).toList();
    }

    /** The last grant under a key, if there is one. */
    List<GrantView> under(String key) {
        List<Grant> found = grants.under(key).stream().toList();
        var told = payouts.told(found.stream().map(Grant::id).toList());
        return found.stream().map(grant -> view(grant, told.get(grant.id()))).toList();
    }

    GrantView get(String id) {
        Grant grant = find(id);
        return view(grant, payouts.told(List.of(grant.id())).get(grant.id()));
    }

    private GrantView view(Grant grant, @Nullable Told told) {
        Duration delay = policy.incentives()
                .referred(grant.incentive())
                .map(incentive -> incentive.timing().payoutAfter())
                .orElse(Duration.ZERO);
        return GrantView.of(grant, told == null ? null : told.delayed(delay));
    }

    private Grant find(String id) {
        return ledger.grant(new GrantId(id.matches("[0-9]{1,18}") ? Long.parseLong(id) : 0))
                .orElseThrow(() -> ProblemException.notFound(Wording.of("grant"), id));
    }

    GrantView acknowledge(String id) {
        check(payouts.acknowledge(List.of(find(id).id())).get(0));
        return get(id);
    }

    GrantView release(String id) {
        Grant grant = find(id);
        ClaimResult result = ledger.together((transaction, within) -> {
                    Reconsidered.held(transaction, grant.key());
                    return within.release(grant.id(), now());
                })
                .orElseThrow(() -> impossible(
                        grant,
                        "Grant (" + grant.key() + ") is " + grant.state() + " and lapses at " + grant.expiresAt()
                                + ": it can no longer be released."));
        if (result instanceof ClaimResult.Refused refused) {
            throw refused(refused.message());
        }
        return get(id);
    }

    /** A step of a grant that no offer holds: an offer moves its grants itself. */
    GrantView step(String id, Step step) {
        Grant grant = ownerless(id, step);
        check(ledger.together((transaction, within) -> {
            Moved moved = within.move(grant.id(), step, transaction.now());
            if (step == Step.VOID && grant.state() == GrantState.HELD && moved instanceof Moved.Done) {
                new HeldGrants(transaction).refused(grant);
                Reconsidered.held(transaction, grant.key());
            }
            return moved;
        }));
        return get(id);
    }

    /** Posts so much of a grant that no offer holds as was earned, unless its user might not be granted it now. */
    GrantView post(String id, @Nullable String earned) {
        Grant grant = ownerless(id, Step.POST);
        boolean pool = policy.incentives()
                .referred(grant.incentive())
                .filter(incentive -> incentive.terms().isPool())
                .isPresent();
        if (pool && !grant.state().posted()) {
            throw refused("Grant (" + grant.key() + ") is a part in a pool: the run that divides it posts its share.");
        }
        Asset asset = grant.cost().token().asset();
        Money amount =
                earned == null ? null : amount(() -> policy.incentives().earned(grant.incentive(), asset, earned));
        check(ledger.together((transaction, within) -> {
            Instant now = transaction.now();
            if (!grant.state().posted()) {
                gate.check(transaction, grant, now);
            }
            return amount == null ? within.move(grant.id(), Step.POST, now) : within.post(grant.id(), amount, now);
        }));
        return get(id);
    }

    private Grant ownerless(String id, Step step) {
        Grant grant = find(id);
        grants.offer(grant.key()).ifPresent(offer -> {
            throw refused("Grant (" + grant.key() + ") belongs to an offer. Try POST /v1/decisions/" + offer + ":"
                    + Map.of(Step.POST, "redeem", Step.VOID, "void").getOrDefault(step, "claw-back") + ".");
        });
        return grant;
    }

    GrantView clawBack(String id, @Nullable String amount) {
        if (amount == null) {
            return step(id, Step.CLAW_BACK);
        }
        Grant grant = find(id);
        Money part = amount(() -> grant.cost().token().asset().of(amount));
        Instant now = now();
        check(ledger.together((transaction, within) ->
                takeBacks.around(transaction, List.of(grant.key()), now, () -> within.refund(grant.id(), part, now))));
        return get(id);
    }

    private static Money amount(Supplier<Money> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.INVALID_CONTENT, String.valueOf(e.getMessage()));
        }
    }

    private void check(Moved moved) {
        if (moved instanceof Moved.Impossible no) {
            throw impossible(no.grant(), no.why());
        }
        if (moved instanceof Moved.Unfit unfit) {
            throw new ProblemException(ProblemType.INVALID_CONTENT, unfit.why());
        }
    }

    private ProblemException impossible(Grant grant, String why) {
        boolean lapsed = !now().isBefore(grant.expiresAt());
        List<String> possible = CALLS.entrySet().stream()
                .filter(call -> call.getKey().mayFollow(grant.state()))
                .filter(call -> !lapsed || !IN_TIME.contains(call.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return ProblemException.state(why, grant.state().name(), possible);
    }

    private static ProblemException refused(String why) {
        return new ProblemException(ProblemType.CONFLICT, why);
    }

    private Instant now() {
        return database.inTransaction(transaction -> transaction.now());
    }
}
