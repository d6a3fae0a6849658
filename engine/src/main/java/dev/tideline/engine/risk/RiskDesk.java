package dev.tideline.engine.risk;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Gets clearances: from the risk service if there is one, and only where an incentive is in sight. Thread-safe. */
public final class RiskDesk {

    private final @Nullable RiskCheck check;

    /** A desk that asks this service; null for none. */
    public RiskDesk(@Nullable RiskCheck check) {
        this.check = check;
    }

    /** Whether there is anybody to ask. */
    public boolean asks() {
        return check != null;
    }

    /** The clearance for what a user would be offered, or has accepted. */
    public Mono<Clearance> clear(String userId, String placement, List<RiskQuestion.Wanted> wanted) {
        if (check == null || wanted.isEmpty()) {
            return Mono.just(check == null ? Clearance.off() : Clearance.ofNothing());
        }
        return check.ask(new RiskQuestion(userId, placement, wanted))
                .map(verdict -> Clearance.of(
                        verdict, wanted.stream().map(RiskQuestion.Wanted::rule).collect(Collectors.toSet())));
    }
}
