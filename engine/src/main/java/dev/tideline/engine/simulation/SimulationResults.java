package dev.tideline.engine.simulation;

import dev.tideline.engine.simulation.Simulation.Spend;
import dev.tideline.engine.simulation.tally.Ending;
import dev.tideline.engine.simulation.tally.Samples;
import dev.tideline.engine.simulation.world.Misfits;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a draft would change. A person is served if a candidate of the playbook is granted to him; who is held out is not.
 *
 * @param asOf the instant of evaluation
 * @param persons persons that were looked at
 * @param accounts their accounts
 * @param poisoned persons set aside because evaluating them failed
 * @param lost persons whose evaluation failed only when their turn at scarce budgets came; in none of the other numbers
 * @param cuts persons for whom playbooks passed a limit and proposed nothing; all others count for them
 * @param audience who is served
 * @param rules how candidates of the playbook end, by rule, outcome and reason
 * @param touches where its touches end, by channel and fate
 * @param rivals which other playbooks lose and gain persons
 * @param live what the playbook would spend now
 * @param draft what the draft would spend
 * @param budgets the budgets that it is charged to
 * @param slices the audience by region and by value band
 */
public record SimulationResults(
        Instant asOf,
        long persons,
        long accounts,
        long poisoned,
        long lost,
        @Nullable List<CutCount> cuts,
        Served audience,
        List<RuleCount> rules,
        List<TouchCount> touches,
        List<RivalCount> rivals,
        Spending live,
        Spending draft,
        List<BudgetUse> budgets,
        List<Slice> slices) {

    /** Persons for whom a playbook was cut, now and with the draft. */
    public record CutCount(String playbook, long live, long draft) {}

    /** An amount, exactly as decimal text. */
    public record Amount(String amount, String asset) {
        static Amount of(Money money) {
            return new Amount(money.amountText(), money.asset().key());
        }
    }

    /**
     * Persons whom the playbook serves.
     *
     * @param live now
     * @param draft with the draft
     * @param entering with the draft only
     * @param leaving now only
     * @param staying both
     */
    public record Served(long live, long draft, long entering, long leaving, long staying) {}

    /** Candidates of one rule that end so, now and with the draft. */
    public record RuleCount(String rule, String outcome, String reason, long live, long draft) {}

    /**
     * Touches that end so, now and with the draft.
     *
     * @param channel the channel, or the first of those it may take
     * @param fate SENT, DEFERRED by quiet hours, or why it is lost: {@code CONTACT_CAP} and others
     */
    public record TouchCount(String channel, String fate, long live, long draft) {}

    /**
     * Persons of another playbook.
     *
     * @param playbook its key
     * @param reason why it loses them with the draft, or had lost them without
     * @param loses persons whom it serves now and not with the draft
     * @param gains persons whom it serves with the draft and not now
     */
    public record RivalCount(String playbook, String reason, long loses, long gains) {}

    /**
     * A spend on one side.
     *
     * @param grants incentives granted
     * @param expected what they cost on average
     * @param maximum what they cost if everything promised is earned
     */
    public record Spending(long grants, Spend expected, Spend maximum) {}

    /**
     * A budget that the playbook is charged to, in its asset.
     *
     * @param budget kind and key
     * @param limit most in all
     * @param perPeriod most in one window
     * @param period the window
     * @param left what may be claimed at the instant
     * @param liveMaximum what the playbook would claim now
     * @param expected what the draft costs on average
     * @param maximum what the draft would claim
     * @param others what all other playbooks would claim beside the draft
     */
    public record BudgetUse(
            String budget,
            Amount limit,
            Amount perPeriod,
            String period,
            Amount left,
            Amount liveMaximum,
            Amount expected,
            Amount maximum,
            Amount others) {}

    /**
     * Persons of one region or value band.
     *
     * @param dimension region or value_band
     * @param value which; empty if it is not known
     * @param expected what the draft spends on them on average, in the reference currency
     * @param maximum what it spends on them at most
     */
    public record Slice(String dimension, String value, Served audience, Amount expected, Amount maximum) {}

    /**
     * One person.
     *
     * @param kind what he is a sample of
     * @param users the exchange's ids of his accounts
     * @param live what becomes of him now
     * @param draft what becomes of him with the draft
     */
    public record Sample(Samples.Kind kind, List<String> users, SampleSide live, SampleSide draft) {
        public Sample {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(live, "live");
            Objects.requireNonNull(draft, "draft");
            users = List.copyOf(users);
        }
    }

    /**
     * What becomes of one person on a side.
     *
     * @param candidates how they end, best first, those of all playbooks
     * @param misfits clauses for which rules of the playbook do not fit him
     */
    public record SampleSide(List<Ending> candidates, List<Misfits.Misfit> misfits) {
        public SampleSide {
            candidates = List.copyOf(candidates);
            misfits = List.copyOf(misfits);
        }
    }

    public SimulationResults {
        rules = List.copyOf(rules);
        touches = List.copyOf(touches);
        rivals = List.copyOf(rivals);
        budgets = List.copyOf(budgets);
        slices = List.copyOf(slices);
    }
}
