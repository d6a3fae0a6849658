package dev.tideline.engine.ledger;

import static dev.tideline.engine.ledger.Claiming.CAMPAIGN;
import static dev.tideline.engine.ledger.Claiming.NOON;
import static dev.tideline.engine.ledger.Claiming.TOKEN;
import static dev.tideline.engine.ledger.Claiming.asking;
import static dev.tideline.engine.ledger.Claiming.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.Moved;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.rules.money.Rate;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every ledger keeps to when less is posted than was reserved. */
abstract class EarnedContract extends HoldContract {

    @Test
    void soMuchIsPostedAsWasEarnedAndTheRestIsFree() {
        GrantId id = granted(asking("a", "10").charging(CAMPAIGN, "100"));
        for (String never : List.of("0", "-1", "10.000001")) {
            assertThat(ledger().post(id, usdt(never), NOON))
                    .isInstanceOfSatisfying(
                            Moved.Unfit.class, unfit -> assertThat(unfit.why()).contains("at most 10 USDT"));
        }
        assertThat(ledger().post(id, usdt("3.2"), NOON)).isInstanceOf(Moved.Done.class);
        assertThat(ledger().grant(id).orElseThrow().cost()).isEqualTo(Cost.of(usdt("3.2")));
        assertThat(charged(CAMPAIGN)).isEqualTo(usdt("3.2"));
        assertThat(ledger().post(id, usdt("3.2"), NOON)).isInstanceOf(Moved.Already.class);
        assertThat(ledger().post(id, usdt("3.3"), NOON)).isInstanceOf(Moved.Impossible.class);
        assertThat(ledger().refund(id, usdt("3.200001"), NOON)).isInstanceOf(Moved.Unfit.class);
        ledger().move(id, Step.CLAW_BACK, NOON);
        assertThat(charged(CAMPAIGN)).isEqualTo(usdt("0"));
    }

    @Test
    void theWorthOfWhatWasNotEarnedIsCutAsThatOfARefund() {
        Rate rate = new Rate(TOKEN, usdt("0").asset(), new BigDecimal("0.333"), NOON, "index");
        BudgetId group = new BudgetId(BudgetId.Kind.GROUP, "tokens");
        GrantId id = granted(asking("a", "0")
                .costing(Cost.of(TOKEN.of("3.000000000000000001"), rate))
                .charging(CAMPAIGN, "1")
                .charging(group, TOKEN.of("4")));
        assertThat(ledger().post(id, TOKEN.of("1"), NOON)).isInstanceOf(Moved.Done.class);
        assertThat(charged(group)).isEqualTo(TOKEN.of("1"));
        assertThat(charged(CAMPAIGN)).isEqualTo(usdt("0.333001"));
        ledger().move(id, Step.CLAW_BACK, NOON);
        assertThat(charged(group)).isEqualTo(TOKEN.of("0"));
        assertThat(charged(CAMPAIGN)).isEqualTo(usdt("0"));
    }

    private GrantId granted(Claiming asked) {
        return ((ClaimResult.Claimed) ledger().claim(asked.build(), NOON)).id();
    }
}
