package dev.tideline.engine.ledger;

import static dev.tideline.engine.ledger.Claiming.CAMPAIGN;
import static dev.tideline.engine.ledger.Claiming.NOON;
import static dev.tideline.engine.ledger.Claiming.asking;
import static dev.tideline.engine.ledger.Claiming.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the desk of every ledger keeps to. */
abstract class DeskContract {

    abstract Ledger ledger();

    @Test
    void givesBackWhatWasClaimedInVain() {
        Claim first = asking("first", "60").charging(CAMPAIGN, "100").build();
        Claim second = asking("second", "60").charging(CAMPAIGN, "100").build();
        List<ClaimResult> made = ledger().claiming(List.of(first, second), NOON, desk -> {
            int mark = desk.mark();
            ClaimResult vain = desk.claim(first);
            desk.backTo(mark);
            return List.of(vain, desk.claim(second), desk.claim(first));
        });
        assertThat(made.get(0)).isInstanceOf(ClaimResult.Claimed.class);
        assertThat(made.get(1)).isInstanceOf(ClaimResult.Claimed.class);
        assertThat(made.get(2)).isInstanceOf(ClaimResult.Refused.class);
        assertThat(ledger().live(first.key())).isEmpty();
        assertThat(ledger().budget(CAMPAIGN).orElseThrow().spent()).isEqualTo(usdt("60"));
    }

    @Test
    void keepsNothingOfWhatIsOnlyTried() {
        BudgetId person = new BudgetId(BudgetId.Kind.PERSON, "p1");
        ledger().open(CAMPAIGN, Limits.total(usdt("100")), NOON);
        Claim claim = asking("first", "60")
                .charging(CAMPAIGN, "100")
                .charging(person, "60")
                .build();
        Trial trial = new Trial(Map.of());
        ClaimResult tried = ledger().trying(List.of(claim), trial, NOON, desk -> desk.claim(claim));
        assertThat(tried).isInstanceOf(ClaimResult.Claimed.class);
        assertThat(trial.spent()).containsEntry(CAMPAIGN, usdt("60")).containsEntry(person, usdt("60"));
        Claim next = asking("next", "41").charging(CAMPAIGN, "100").build();
        ClaimResult refused = ledger().trying(List.of(next), trial, NOON, desk -> desk.claim(next));
        assertThat(refused).isInstanceOf(ClaimResult.Refused.class);
        assertThat(ledger().live(claim.key())).isEmpty();
        assertThat(ledger().budget(CAMPAIGN).orElseThrow().spent()).isEqualTo(usdt("0"));
        assertThat(ledger().budget(person)).isEmpty();
    }
}
