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
import java.util.List;

/** Does a sequence of actions with a ledger and with the model, and compares after every one. */
final class ModelRun {

    private final Ledger ledger;
    private final String name;
    private final Model model = new Model(NOON);
    private final List<GrantId> ids = new ArrayList<>();
    private final BudgetId campaign;

    /** A run whose budgets and keys carry this name, so that runs in one database do not meet. */
    ModelRun(Ledger ledger, String name) {
        this.ledger = ledger;
        this.name = name;
        campaign = new BudgetId(BudgetId.Kind.CAMPAIGN, name);
        ledger.open(campaign, limits(), NOON);
    }

    void all(List<Action> actions) {
        for (Action action : actions) {
            act(action);
            Budget budget = ledger.budget(campaign).orElseThrow();
            assertThat(units(budget.spent().minor()))
                    .as("spent after %s", action)
                    .isEqualTo(model.spent());
            assertThat(units(budget.left(model.now).minor()))
                    .as("left after %s", action)
                    .isEqualTo(model.left());
            assertThat(budget.revision()).isEqualTo(model.revision);
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
        }
    }

    private Claim claim(Action.Wish wish) {
        BudgetId person = new BudgetId(BudgetId.Kind.PERSON, name + "-" + wish.person());
        return new Claim(
                GrantKey.of(name, "voucher", "p", String.valueOf(wish.key())),
                "voucher@1",
                Cost.of(USDT.ofMinor(wish.amount())),
                List.of(
                        new Charge(campaign, limits()),
                        new Charge(person, Limits.total(USDT.ofMinor(Model.PERSON_LIMIT)))),
                Breakers.off(USDT),
                false,
                model.now.plusSeconds(3600L * wish.hours()));
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

    private static void compare(Moved moved, boolean done) {
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
