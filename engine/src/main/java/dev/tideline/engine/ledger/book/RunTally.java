package dev.tideline.engine.ledger.book;

import dev.tideline.engine.ledger.grant.Breakers;
import dev.tideline.engine.ledger.grant.ClaimResult.By;
import dev.tideline.rules.money.Money;
import java.util.Optional;

/**
 * What a run has granted so far, in the reference currency.
 *
 * @param grants number of grants
 * @param amount their sum
 */
public record RunTally(long grants, Money amount) {

    RunTally plus(Money more) {
        return new RunTally(grants + 1, amount.plus(more));
    }

    Optional<By> held(Breakers breakers, Money more) {
        if (grants >= breakers.first()) {
            return Optional.of(By.FIRST_N);
        }
        return amount.plus(more).exceeds(breakers.mostPerRun()) ? Optional.of(By.RUN_TOO_LARGE) : Optional.empty();
    }
}
