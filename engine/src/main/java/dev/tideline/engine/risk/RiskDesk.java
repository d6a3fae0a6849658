package dev.tideline.engine.risk;

import dev.tideline.engine.offer.Proposal;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Gets clearances: from the risk service if there is one, and only where an incentive is in sight. Thread-safe. */
public final class RiskDesk {

    private final @Nullable RiskCheck check;
    private final Incentives catalogue;

    /** A desk that asks this service; null for none. */
    public RiskDesk(@Nullable RiskCheck check, Incentives catalogue) {
        this.check = check;
        this.catalogue = catalogue;
    }

    /** Whether there is anybody to ask. */
    public boolean asks() {
        return check != null;
    }

    /** The clearance for what would be offered to a user now. */
    public Mono<Clearance> clear(String userId, String placement, List<Proposal> proposals) {
        List<RiskQuestion.Wanted> wanted =
                proposals.stream().flatMap(this::wanted).toList();
        if (check == null || wanted.isEmpty()) {
            return Mono.just(check == null ? Clearance.off() : Clearance.ofNothing());
        }
        return check.ask(new RiskQuestion(userId, placement, wanted))
                .map(verdict -> Clearance.of(
                        verdict, wanted.stream().map(RiskQuestion.Wanted::rule).collect(Collectors.toSet())));
    }

    private Stream<RiskQuestion.Wanted> wanted(Proposal proposal) {
        return proposal.incentives().stream()
                .map(promised -> catalogue.referred(promised.reference()).orElseThrow())
                .map(incentive -> wanted(proposal, incentive));
    }

    private static RiskQuestion.Wanted wanted(Proposal proposal, Incentive incentive) {
        return new RiskQuestion.Wanted(
                proposal.playbook(), proposal.rule(), incentive.reference(), incentive.faceValue());
    }
}
