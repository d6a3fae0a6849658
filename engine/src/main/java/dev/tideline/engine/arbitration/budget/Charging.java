package dev.tideline.engine.arbitration.budget;

import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.BudgetId.Kind;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Breakers;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.rules.budgets.Allotment;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.budgets.Hold;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Vesting;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.money.Rate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which budgets a wish is charged to, and with how much: the whole face value, since what was promised must be payable.
 * Pure; immutable.
 */
public final class Charging {

    private final BudgetPlan plan;
    private final FactSchema users;
    private final Map<BudgetId, Limits> open;
    private final String run;
    private final Map<String, String> publications;

    /**
     * Charging under a plan.
     *
     * @param users the fields of users, of which some name clusters
     * @param open limits of the budgets of campaigns, groups and periods that are open
     * @param run what breakers count together: a run, or a day of pulls
     */
    public Charging(BudgetPlan plan, FactSchema users, Map<BudgetId, Limits> open, String run) {
        this(plan, users, open, run, Map.of());
    }

    private Charging(
            BudgetPlan plan,
            FactSchema users,
            Map<BudgetId, Limits> open,
            String run,
            Map<String, String> publications) {
        this.plan = plan;
        this.users = users;
        this.open = Map.copyOf(open);
        this.run = run;
        this.publications = Map.copyOf(publications);
    }

    /**
     * Charging of what is decided or accepted over the API at an instant: breakers count a UTC day as they count a run.
     *
     * @param publications what was published of playbooks, by key: they count each publication by itself
     */
    public static Charging ofCalls(BudgetPlan plan, FactSchema users, Map<String, String> publications, Instant at) {
        String day = "pulls " + LocalDate.ofInstant(at, ZoneOffset.UTC);
        return new Charging(plan, users, Map.of(), day, publications);
    }

    /** What a wish is charged to. */
    public sealed interface Charged {

        /** The claim, if it can be charged. */
        default Stream<Claim> claims() {
            return Stream.empty();
        }
    }

    /** A claim that names every budget. */
    public record To(Claim claim) implements Charged {
        public To {
            Objects.requireNonNull(claim, "claim");
        }

        @Override
        public Stream<Claim> claims() {
            return Stream.of(claim);
        }
    }

    /** It cannot be charged, so it is not granted. */
    public record Without(String reason, Map<String, String> values) implements Charged {
        public Without {
            values = Map.copyOf(values);
        }
    }

    /** What a wish is charged to. */
    public Charged of(Wish wish) {
        return of(wish.bill(users));
    }

    /** What a bill is charged to. */
    public Charged of(Bill bill) {
        Incentive incentive = bill.incentive();
        Optional<Cost> cost = cost(incentive.reserved());
        if (cost.isEmpty()) {
            return new Without(
                    Reason.BUDGET_OTHER_ASSET,
                    Map.of(
                            "asset",
                            incentive.asset().key(),
                            "reference",
                            plan.reference().key()));
        }
        Optional<Charge> campaign = charge(BudgetId.campaign(bill.playbook()), plan.campaign(bill.playbook()));
        if (campaign.isEmpty()) {
            return new Without(
                    Reason.BUDGET_UNKNOWN,
                    Map.of("budget", BudgetId.campaign(bill.playbook()).toString()));
        }
        List<Charge> charges = new ArrayList<>(List.of(campaign.get()));
        charges.addAll(others(bill));
        for (Charge charge : charges) {
            if (!counts(cost.get(), charge)) {
                return new Without(
                        Reason.BUDGET_OTHER_ASSET,
                        Map.of(
                                "budget", charge.budget().toString(),
                                "counts", charge.opening().asset().key()));
            }
        }
        return new To(new Claim(
                bill.key(),
                incentive.reference(),
                cost.get(),
                charges,
                breakers(bill.playbook()),
                !(incentive.vesting() instanceof Vesting.AtOnce),
                bill.expiresAt()));
    }

    /** Every budget that a bill would be charged to, open or not. */
    public List<BudgetId> budgets(Bill bill) {
        List<Charge> others = others(bill);
        List<BudgetId> ids = new ArrayList<>(List.of(BudgetId.campaign(bill.playbook())));
        others.forEach(charge -> ids.add(charge.budget()));
        return ids;
    }

    /** The same when these budgets are open. */
    public Charging with(Map<BudgetId, Limits> known) {
        return new Charging(plan, users, known, run, publications);
    }

    /** The same once a person has let it go: breakers hold nothing. */
    public Charging released() {
        return new Charging(plan.withoutHolds(), users, open, run, publications);
    }

    /** What a grant costs, in its asset and in the reference; empty if nobody says what the asset is worth. */
    public Optional<Cost> cost(Money faceValue) {
        if (faceValue.asset().equals(plan.reference())) {
            return Optional.of(Cost.of(faceValue));
        }
        Rate rate = plan.rates().get(faceValue.asset().key());
        return rate == null ? Optional.empty() : Optional.of(Cost.of(faceValue, rate));
    }

    private static boolean counts(Cost cost, Charge charge) {
        return charge.opening().asset().equals(cost.token().asset())
                || charge.opening().asset().equals(cost.reference().asset());
    }

    private List<Charge> others(Bill bill) {
        List<Charge> charges = new ArrayList<>();
        plan.groups().forEach((name, shared) -> {
            if (shared.playbooks().contains(bill.playbook())) {
                add(charges, new BudgetId(Kind.GROUP, name), shared.allotment());
            }
        });
        plan.periods().forEach((name, allotment) -> add(charges, new BudgetId(Kind.PERIOD, name), allotment));
        plan.person()
                .ifPresent(allotment ->
                        add(charges, new BudgetId(Kind.PERSON, bill.payer().personId()), allotment));
        plan.clusters()
                .forEach((cluster, allotment) -> bill.payer()
                        .cluster(Kind.valueOf(cluster.name()))
                        .ifPresent(id -> add(charges, id, allotment)));
        return charges;
    }

    private void add(List<Charge> charges, BudgetId id, Allotment allotment) {
        charge(id, Optional.of(allotment)).ifPresent(charges::add);
    }

    private Optional<Charge> charge(BudgetId id, Optional<Allotment> planned) {
        Limits known = open.get(id);
        return known != null
                ? Optional.of(new Charge(id, known))
                : planned.map(allotment -> Charge.planned(id, allotment));
    }

    private Breakers breakers(String playbook) {
        Hold hold = plan.hold(playbook);
        String published = publications.containsKey(playbook) ? "|" + publications.get(playbook) : "";
        String counted = hold.countsRuns() ? run + "|" + playbook + published : "";
        return new Breakers(counted, hold.perGrant(), hold.perRun(), hold.first());
    }
}
