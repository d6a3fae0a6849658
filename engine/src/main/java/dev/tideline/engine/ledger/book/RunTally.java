package dev.tideline.engine.ledger.book;

import dev.tideline.engine.ledger.grant.Breakers;
import dev.tideline.engine.ledger.grant.ClaimResult.By;
import dev.tideline.rules.money.Asset;
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

    /** This with what was granted between two others. */
    public RunTally plus(RunTally from, RunTally to) {
        return new RunTally(grants + to.grants - from.grants, amount.plus(to.amount.minus(from.amount)));
    }

    /** Nothing granted. */
    public static RunTally nothing(Asset reference) {
        return new RunTally(0, reference.zero());
    }

    /** Whether it is within what breakers let be granted without a person. */
    public boolean isWithin(Breakers breakers) {
        return grants <= breakers.first() && !amount.exceeds(breakers.mostPerRun());
    }

    Optional<By> held(Breakers breakers, Money more) {
        if (grants >= breakers.first()) {
            return Optional.of(By.FIRST_N);
        }
        return amount.plus(more).exceeds(breakers.mostPerRun()) ? Optional.of(By.RUN_TOO_LARGE) : Optional.empty();
    }
}
