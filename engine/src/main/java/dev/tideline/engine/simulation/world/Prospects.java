package dev.tideline.engine.simulation.world;

import dev.tideline.engine.arbitration.Arbiter.Contest;
import dev.tideline.engine.arbitration.budget.Purse;
import dev.tideline.engine.arbitration.budget.Reply;
import dev.tideline.engine.arbitration.budget.Wish;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.simulation.tally.Prospect;
import dev.tideline.engine.simulation.tally.Side;
import dev.tideline.engine.simulation.world.Crowd.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Whom a draft serves if no budget binds it. Each person is looked at as if nobody else asked: other playbooks get for him
 * what breakers and budgets leave as they stand. Where these do not do for all who ask, who gets it is not known: whoever
 * would be served by the draft without it is contested. Thread-safe.
 */
final class Prospects {

    /** Says no to everything. */
    private static final Purse EMPTY = new Purse() {
        @Override
        public Reply ask(Wish wish) {
            return Reply.no(Reason.BUDGET_EXHAUSTED, Map.of());
        }

        @Override
        public int mark() {
            return 0;
        }

        @Override
        public void backTo(int mark) {}
    };

    private final Rehearsal rehearsal;
    private final String playbook;

    private Prospects(Rehearsal rehearsal, String playbook) {
        this.rehearsal = rehearsal;
        this.playbook = playbook;
    }

    /**
     * Prospects of a draft.
     *
     * @param shared the open budgets of campaigns, groups and periods
     */
    static Prospects of(Transaction transaction, Given given, Map<BudgetId, Budget> shared, EvaluationPolicy policy) {
        return new Prospects(Rehearsal.of(transaction, given, Side.DRAFT, shared, policy), given.playbook());
    }

    /** Gives the draft what it wishes; the others ask this purse. */
    private record Favour(String playbook, Purse others) implements Purse {

        @Override
        public Reply ask(Wish wish) {
            return wish.playbook().equals(playbook) ? Reply.YES : others.ask(wish);
        }

        @Override
        public int mark() {
            return others.mark();
        }

        @Override
        public void backTo(int mark) {
            others.backTo(mark);
        }
    }

    /** A person whom the draft proposes something for, and what other playbooks may claim for him. */
    private record Asking(Person person, Contest contest, List<Claim> rivals) {}

    /** The prospects of those whom the draft proposes something for, by number; the others have none. */
    Map<Long, Prospect> of(Transaction transaction, Crowd crowd, List<Person> persons) {
        List<Asking> asking = persons.stream()
                .filter(person -> person.isCandidate(Side.DRAFT, playbook))
                .map(person -> asking(person, crowd.contest(Side.DRAFT, person)))
                .toList();
        Purse alone = rehearsal.alone(
                transaction,
                asking.stream().flatMap(one -> one.rivals().stream()).toList());
        Map<Long, Prospect> prospects = new HashMap<>();
        asking.forEach(one -> prospects.put(one.person().number(), prospect(one, crowd, alone)));
        return prospects;
    }

    private Asking asking(Person person, Contest contest) {
        Predicate<Wish> own = wish -> wish.playbook().equals(playbook);
        List<Claim> rivals = contest.wishes().stream()
                .filter(own.negate())
                .flatMap(wish -> rehearsal.charging().of(wish).claims())
                .toList();
        return new Asking(person, contest, rivals);
    }

    private Prospect prospect(Asking one, Crowd crowd, Purse alone) {
        int nothing = alone.mark();
        boolean sure = serves(one.contest(), alone);
        alone.backTo(nothing);
        if (sure) {
            return Prospect.SURE;
        }
        return !one.rivals().isEmpty() && serves(crowd.contest(Side.DRAFT, one.person()), EMPTY)
                ? Prospect.CONTESTED
                : Prospect.NONE;
    }

    private boolean serves(Contest contest, Purse others) {
        return Comparison.serves(contest.settle(new Favour(playbook, others)), playbook);
    }
}
