package dev.tideline.engine.sweep.claim;

import dev.tideline.engine.arbitration.budget.Charging;
import dev.tideline.engine.arbitration.budget.Wish;
import dev.tideline.engine.ledger.budget.BudgetId.Kind;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which wishes have to wait until it is known who else asks. Pure. */
public final class Staging {

    private static final Map<Kind, String> SIZES =
            Map.of(Kind.DEVICE, "device_cluster_size", Kind.IP, "ip_cluster_size_30d");

    private final Charging charging;
    private final Set<String> scarce;
    private final FactSchema users;

    /**
     * Staging of a run.
     *
     * @param scarce budgets, and breakers of playbooks, that may not do for everybody
     */
    public Staging(Charging charging, Set<String> scarce, FactSchema users) {
        this.charging = charging;
        this.scarce = scarce;
        this.users = users;
    }

    /** One wish that waits for one budget, or breaker. */
    public record Waiting(String budget, Wish wish, Claim claim, Charge charge) {

        /** How much of it; nothing for a ghost. */
        public Money asked() {
            return wish.ghost()
                    ? charge.opening().asset().zero()
                    : claim.cost().in(charge.opening().asset());
        }

        /** The lot that decides between equal scores, 16 hexadecimal digits; the least comes first. */
        public String draw() {
            return Draw.of(charge.opening().period().start(wish.at()), wish.personId());
        }
    }

    /** Everything that these wishes have to wait for; empty if they can be claimed at once. */
    public List<Waiting> waiting(List<Wish> wishes) {
        List<Waiting> waiting = new ArrayList<>();
        for (Wish wish : wishes) {
            if (charging.of(wish) instanceof Charging.To to) {
                add(waiting, wish, to.claim());
            }
        }
        return waiting;
    }

    private void add(List<Waiting> waiting, Wish wish, Claim claim) {
        for (Charge charge : claim.charges()) {
            if (scarce.contains(charge.budget().toString()) || isShared(charge, wish)) {
                waiting.add(new Waiting(charge.budget().toString(), wish, claim, charge));
            }
        }
        String breaker = Scarcity.breaker(wish.playbook());
        if (scarce.contains(breaker)) {
            waiting.add(new Waiting(breaker, wish, claim, claim.charges().get(0)));
        }
    }

    /** Nobody knows how many of a cluster ask, unless the user is alone in it. */
    private boolean isShared(Charge charge, Wish wish) {
        if (!charge.budget().kind().isCluster()) {
            return false;
        }
        String size = SIZES.get(charge.budget().kind());
        return size == null || wish.user().number(users.require(size).slot()) > 1;
    }
}
