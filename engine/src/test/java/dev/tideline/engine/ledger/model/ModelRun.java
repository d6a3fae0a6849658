package dev.tideline.engine.ledger.model;

import static dev.tideline.engine.ledger.Claiming.NOON;
import static dev.tideline.engine.ledger.Claiming.USDT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.LimitChange;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Breakers;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.Moved;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.rules.playbook.reentry.Window;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Does a sequence of actions with a ledger and with the model, and compares after every one. */
final class ModelRun {

    private final Ledger ledger;
    private final String name;
    private final Model model = new Model(NOON);
    private final List<GrantId> ids = new ArrayList<>();
    private final Map<String, Integer> answers = new HashMap<>();
    private final BudgetId campaign;
    private final List<BudgetId> charged;

    /** A run whose budgets and keys carry this name, so that runs in one database do not meet. */
    ModelRun(Ledger ledger, String name) {
        this.ledger = ledger;
        this.name = name;
        campaign = new BudgetId(BudgetId.Kind.CAMPAIGN, name);
        charged = Stream.concat(
                        Stream.of(campaign), IntStream.range(0, Action.PERSONS).mapToObj(this::person))
                .toList();
        ledger.open(campaign, limits(), NOON);
    }

    /** How often each kind of answer came. */
    Map<String, Integer> answers() {
        return answers;
    }

    void all(List<Action> actions) {
        for (Action action : actions) {
            act(action);
            Map<BudgetId, Budget> budgets = ledger.budgets(charged);
            Budget budget = Objects.requireNonNull(budgets.get(campaign));
            assertThat(units(budget.spent().minor()))
                    .as("spent after %s", action)
                    .isEqualTo(model.spent());
            assertThat(units(budget.left(model.now).minor()))
                    .as("left after %s", action)
                    .isEqualTo(model.left());
            persons(budgets, action);
            assertThat(budget.revision()).isEqualTo(model.revision);
        }
    }

    private void persons(Map<BudgetId, Budget> budgets, Action action) {
        for (int person = 0; person < Action.PERSONS; person++) {
            Budget budget = budgets.get(person(person));
            assertThat(budget == null ? 0 : units(budget.spent().minor()))
                    .as("spent by person %s after %s", person, action)
                    .isEqualTo(model.spentBy(person))
                    .isLessThanOrEqualTo(Model.PERSON_LIMIT);
        }
    }

    private void act(Action action) {
        if (action instanceof Action.Claims claims) {
            claim(claims);
        } else if (action instanceof Action.Limit limit) {
            limit(limit);
        } else if (action instanceof Action.Close close) {
            model.closed = close.closed();
            assertThat(ledger.close(campaign, close.closed(), model.revision++, model.now))
                    .isInstanceOf(LimitChange.Changed.class);
        } else if (action instanceof Action.Tick tick) {
            model.now = model.now.plusSeconds(3600L * tick.hours());
        } else if (action instanceof Action.ExpireDue) {
            assertThat(ledger.expireDue(model.now, 1_000)).isEqualTo(model.expireDue());
        } else if (!ids.isEmpty()) {
            step(action);
        }
    }

    private void claim(Action.Claims claims) {
        List<ClaimResult> results =
                ledger.claim(claims.wishes().stream().map(this::claim).toList(), model.now);
        for (int i = 0; i < results.size(); i++) {
            assertThat(text(results.get(i)))
                    .isEqualTo(model.claim(claims.wishes().get(i)));
            if (results.get(i) instanceof ClaimResult.Claimed claimed) {
                ids.add(claimed.id());
            }
            answers.merge(kind(results.get(i)), 1, Integer::sum);
        }
    }

    private BudgetId person(int number) {
        return new BudgetId(BudgetId.Kind.PERSON, name + "-" + number);
    }

    private Claim claim(Action.Wish wish) {
        return new Claim(
                GrantKey.of(name, "voucher", "p", String.valueOf(wish.key())),
                "voucher@1",
                Cost.of(USDT.ofMinor(wish.amount())),
                List.of(
                        new Charge(campaign, limits()),
                        new Charge(person(wish.person()), Limits.total(USDT.ofMinor(Model.PERSON_LIMIT)))),
                Breakers.off(USDT),
                false,
                model.now.plusSeconds(3600L * wish.hours()));
    }

    private static String kind(ClaimResult result) {
        return result instanceof ClaimResult.Refused refused
                ? "refused by " + refused.budget().kind().name().toLowerCase(Locale.ROOT)
                : text(result);
    }

    private static String text(ClaimResult result) {
        if (result instanceof ClaimResult.Refused refused) {
            return (refused.budget().kind() == BudgetId.Kind.CAMPAIGN ? "campaign " : "person ")
                    + units(refused.left().minor());
        }
        return result instanceof ClaimResult.Claimed ? "claimed" : "duplicate";
    }

    private void limit(Action.Limit limit) {
        model.total = limit.total();
        model.perDay = limit.perDay();
        assertThat(ledger.limit(campaign, limits(), model.revision++, model.now))
                .isInstanceOfSatisfying(
                        LimitChange.Changed.class,
                        changed -> assertThat(units(changed.excess().minor())).isEqualTo(Math.max(0, -model.left())));
    }

    private void step(Action action) {
        if (action instanceof Action.Post post) {
            compare(ledger.move(id(post.grant()), Step.POST, model.now), model.post(grant(post.grant())));
        } else if (action instanceof Action.Earn earn) {
            compare(
                    ledger.post(id(earn.grant()), USDT.ofMinor(earn.amount()), model.now),
                    model.earn(grant(earn.grant()), earn.amount()));
        } else if (action instanceof Action.Withdraw voided) {
            compare(ledger.move(id(voided.grant()), Step.VOID, model.now), model.voided(grant(voided.grant())));
        } else if (action instanceof Action.ClawBack back) {
            compare(ledger.move(id(back.grant()), Step.CLAW_BACK, model.now), model.clawBack(grant(back.grant())));
        } else if (action instanceof Action.Refund refund) {
            compare(
                    ledger.refund(id(refund.grant()), USDT.ofMinor(refund.part()), model.now),
                    model.refund(grant(refund.grant()), refund.part()));
        }
    }

    private void compare(Moved moved, boolean done) {
        answers.merge(done ? "moved" : "not moved", 1, Integer::sum);
        assertThat(moved instanceof Moved.Done).as(moved.toString()).isEqualTo(done);
    }

    private GrantId id(int number) {
        return ids.get(number % ids.size());
    }

    private Model.Entry grant(int number) {
        return model.grants.get(number % ids.size());
    }

    private Limits limits() {
        return new Limits(USDT.ofMinor(model.total), USDT.ofMinor(model.perDay), (Window.Calendar)
                Window.parse("calendar(day, UTC)"));
    }

    private static int units(BigInteger minor) {
        return minor.intValueExact();
    }
}
