package dev.tideline.engine.pools;

import dev.tideline.engine.pools.AwaitedRows.Awaited;
import dev.tideline.engine.pools.PoolRows.Divided;
import dev.tideline.engine.pools.PoolRows.Pot;
import dev.tideline.engine.pools.division.ContestPlaces;
import dev.tideline.engine.pools.division.Placed;
import dev.tideline.rules.incentives.terms.ContestTerms;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A contest is divided once, when its review is over and the budget of its playbook has room for every prize that is won. Who
 * qualifies after that gets nothing; so it waits, though not for ever, for those of whom risk has not decided.
 */
final class ContestDivision implements PotDivision {

    private static final Logger log = LoggerFactory.getLogger(ContestDivision.class);
    private static final int NAMED = 10;

    private final PoolRows rows;
    private final AwaitedRows awaited;
    private final CurrentContests contests;
    private final ContestTerms terms;

    ContestDivision(PoolRows rows, AwaitedRows awaited, CurrentContests contests, ContestTerms terms) {
        this.rows = rows;
        this.awaited = awaited;
        this.contests = contests;
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
        Instant ended = pot.endedAt();
        if (pot.contest().isEmpty() || ended == null || asOf.isBefore(terms.reviewed(ended))) {
            return Optional.empty();
        }
        List<Awaited> open = awaited.of(pot, contests, asOf);
        Instant until = terms.awaited(ended);
        boolean waits = !open.isEmpty() && asOf.isBefore(until);
        Optional<List<Divided>> divided = waits ? Optional.empty() : prizes(pot, run, asOf);
        if (waits) {
            awaited.outlast(pot, until.plus(terms.patience()));
            log.warn(
                    "Contest {} of {} waits until {} at most for {}", pot.contest(), pot.playbook(), until, told(open));
        } else if (divided.isPresent() && !open.isEmpty()) {
            log.warn("Contest {} of {} is divided without {}", pot.contest(), pot.playbook(), told(open));
        }
        awaited.keep(pot, open, until, divided.isPresent());
        return divided;
    }

    /** How many, and the decisions of the first. */
    private static String told(List<Awaited> open) {
        String first = open.stream()
                .limit(NAMED)
                .map(one -> one.decision() + " " + one.reason())
                .collect(Collectors.joining(", "));
        return open.size() + " of whom is not decided: " + first + (open.size() > NAMED ? " …" : "");
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
