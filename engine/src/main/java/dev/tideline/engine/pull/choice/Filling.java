package dev.tideline.engine.pull.choice;

import dev.tideline.engine.arbitration.budget.Payer;
import dev.tideline.engine.arbitration.budget.Reply;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.offer.Till;
import dev.tideline.engine.placement.Placement;
import dev.tideline.engine.risk.Clearance;
import dev.tideline.rules.facts.FactSchema;
import java.util.List;
import java.util.function.BiFunction;

/** Fills the screens of several calls, in their order, as far as the budgets go: each is locked and charged once for all. */
public final class Filling {

    private final Till till;
    private final FactSchema users;

    public Filling(Till till, FactSchema users) {
        this.till = till;
        this.users = users;
    }

    /** The places of one call's screen. */
    public record Places(Placement placement, Choice choice, Clearance clearance) {

        PersonCase person() {
            return choice.person();
        }

        private boolean reserves() {
            return placement.reserve() == Placement.Reserve.ON_DECIDE;
        }

        private void fill(BiFunction<Places, Chosen, Reply> taking) {
            choice.fill(placement.shows(), chosen -> taking.apply(this, chosen));
        }
    }

    /** Fills them without charging anything. */
    public void look(List<Places> screens) {
        till.trying(possible(screens), taking -> {
            screens.forEach(one -> one.fill((screen, chosen) -> reply(taking, screen, chosen, false)));
            return screens.size();
        });
    }

    /** Fills them and claims what the placements reserve now; what they reserve later must have room now all the same. */
    public void claim(List<Places> screens) {
        look(screens.stream().filter(one -> !one.reserves()).toList());
        List<Places> reserving = screens.stream().filter(Places::reserves).toList();
        till.claiming(possible(reserving), taking -> {
            reserving.forEach(one -> one.fill((screen, chosen) -> reply(taking, screen, chosen, true)));
            return reserving.size();
        });
    }

    private List<Till.Due> possible(List<Places> screens) {
        return screens.stream()
                .flatMap(one -> one.choice().possible().stream().map(chosen -> due(one, chosen)))
                .toList();
    }

    private Till.Due due(Places screen, Chosen one) {
        return new Till.Due(
                one.proposal(),
                screen.person().accounts().stream()
                        .filter(account -> account.userNo() == one.result().userNo())
                        .map(account -> Payer.of(screen.person().personId(), account.user(), users))
                        .findFirst()
                        .orElseThrow());
    }

    /**
     * What risk, budgets and breakers say. Ghosts need the room that the grant would: where a budget is exhausted they are no
     * longer counted either. Risk is not asked about them, to whom nothing is given.
     */
    private Reply reply(Till.Taking taking, Places screen, Chosen one, boolean reserves) {
        Till.Due due = due(screen, one);
        if (one.ghost()) {
            return taking.lookForGhost(due);
        }
        Reply risk = one.proposal().under(screen.clearance());
        if (risk instanceof Reply.Refused refused) {
            return refused(taking, due, refused);
        }
        boolean held = risk instanceof Reply.Held;
        Reply money = reserves && !held ? taking.take(due) : taking.look(due);
        return held && !(money instanceof Reply.Refused) ? risk : money;
    }

    /** Risk is not asked about what no budget has room for: then it is the budget that refuses. */
    private static Reply refused(Till.Taking taking, Till.Due due, Reply.Refused risk) {
        boolean asked = !risk.refusal().reason().equals(Reason.RISK_NOT_ASKED);
        Reply money = asked ? risk : taking.look(due);
        return money instanceof Reply.Refused ? money : risk;
    }
}
