package dev.tideline.engine.pools;

import dev.tideline.engine.pools.PoolRows.Divided;
import dev.tideline.engine.pools.PoolRows.Pot;
import dev.tideline.engine.pools.division.ContestPlaces;
import dev.tideline.engine.pools.division.Placed;
import dev.tideline.rules.incentives.terms.ContestTerms;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A contest is divided once, when its review is over and the budget of its playbook has room for every prize that is won. Who
 * qualifies after that gets nothing.
 */
final class ContestDivision implements PotDivision {

    private static final Logger log = LoggerFactory.getLogger(ContestDivision.class);

    private final PoolRows rows;
    private final ContestTerms terms;

    ContestDivision(PoolRows rows, ContestTerms terms) {
        this.rows = rows;
        this.terms = terms;
    }

    @Override
    public Optional<List<Divided>> divide(Pot pot, long run, Instant asOf) {
        if (rows.isDivided(pot)) {
            log.warn(
                    "Contest {} of {} is divided: {} who qualified later get nothing",
                    pot.contest(),
                    pot.playbook(),
                    pot.members());
            return Optional.of(List.of());
        }
        return isOver(pot, asOf) ? prizes(pot, run, asOf) : Optional.empty();
    }

    private boolean isOver(Pot pot, Instant asOf) {
        Instant ended = pot.endedAt();
        return !pot.contest().isEmpty() && ended != null && !asOf.isBefore(ended.plus(terms.review()));
    }

    private Optional<List<Divided>> prizes(Pot pot, long run, Instant asOf) {
        List<Placed> placed =
                new ContestPlaces(terms, pot.playbook() + "|" + pot.contest()).of(rows.entrants(run, pot));
        Money all =
                placed.stream().map(Placed::prize).reduce(terms.pool().asset().zero(), Money::plus);
        Money left = rows.left(pot, all.asset(), asOf);
        if (all.exceeds(left)) {
            log.warn(
                    "Contest {} of {} waits: its prizes are {}, and its budget has {} left",
                    pot.contest(),
                    pot.playbook(),
                    all,
                    left);
            return Optional.empty();
        }
        log.info("Run {} divides {} of contest {} among {}", run, all, pot.contest(), placed.size());
        return Optional.of(placed.stream()
                .map(one -> new Divided(one.key().text(), one.place(), one.prize()))
                .toList());
    }
}
