package dev.tideline.api.audit;

import dev.tideline.api.http.Blocking;
import dev.tideline.api.http.DecisionIds;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.engine.audit.DecisionAudit;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Proof that a decision follows from its record. */
@RestController
@Tag(name = "decisions", description = "Offers that a product pulls for a screen, and what happens to them")
class AuditController {

    private final DecisionAudit audit;

    AuditController(DecisionAudit audit) {
        this.audit = audit;
    }

    @GetMapping("/v1/decisions/{id}:replay")
    @Operation(
            operationId = "replayDecision",
            summary = "Decide once more from the record of a decision, and tell what differs",
            description = "Uses the rulebook of the record's hash and the policy in force; if that is another, /policy"
                    + " differs. Works for decisions of sweeps and for pulled ones. Writes nothing.")
    Mono<RecomputedView> replay(@PathVariable String id) {
        return Blocking.find(() -> audit.recompute(DecisionIds.of(id)))
                .map(RecomputedView::of)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(Wording.of("decision"), id)));
    }
}
