package dev.tideline.engine.pools;

import dev.tideline.engine.pools.PoolRows.Divided;
import dev.tideline.engine.pools.PoolRows.Pot;
import dev.tideline.engine.pools.division.FeeShares;
import dev.tideline.engine.pools.enrolment.PoolsInRun;
import dev.tideline.engine.timeline.Days;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.terms.FeeTerms;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool of fees is a share of those of the 7 days before the run's, less what other runs divided of them, and never more than
 * the budget of its playbook has left. Where there is nothing, everybody keeps his part in the next pool.
 */
final class FeeDivision implements PotDivision {

    private static final Logger log = LoggerFactory.getLogger(FeeDivision.class);

    private final PoolRows rows;
    private final Days days;
    private final Incentive incentive;
    private final FeeTerms.SharePool terms;

    FeeDivision(PoolRows rows, Days days, Incentive incentive, FeeTerms.SharePool terms) {
        this.rows = rows;
        this.days = days;
        this.incentive = incentive;
        this.terms = terms;
    }

    @Override
    public Optional<List<Divided>> divide(Pot pot, long run, Instant asOf) {
        Money pool = open(pot, asOf).min(rows.left(pot, incentive.asset(), asOf));
        if (pool.signum() <= 0) {
            log.warn("Pool of {} pays nothing: there are no fees, or its budget has nothing left", pot.playbook());
            return Optional.empty();
        }
        Map<String, Money> shares = new FeeShares(terms, incentive.faceValue(), pot.playbook() + "|" + asOf)
                .divide(pool, rows.members(run, pot, incentive.asset()));
        log.info("Run {} divides {} of {} among {}", run, pool, pot.playbook(), shares.size());
        List<Divided> divided = new ArrayList<>();
        shares.forEach((key, share) -> divided.add(new Divided(key, null, share)));
        return Optional.of(divided);
    }

    private Money open(Pot pot, Instant asOf) {
        long today = days.of(asOf);
        Instant from = Days.instant(days.startMicros(today - PoolsInRun.FEE_DAYS));
        Instant to = Days.instant(days.startMicros(today));
        Instant overlapping = Days.instant(days.startMicros(today - PoolsInRun.FEE_DAYS + 1));
        return terms.pool(rows.fees(incentive.asset(), from, to))
                .minus(rows.divided(pot, incentive.asset(), overlapping));
    }
}
