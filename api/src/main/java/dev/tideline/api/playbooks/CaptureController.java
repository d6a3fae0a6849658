package dev.tideline.api.playbooks;

import dev.tideline.api.http.Blocking;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.explain.Explanations;
import dev.tideline.engine.explain.UserView;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.scenario.capture.Capture;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Cases made of real users. Nothing here writes. */
@RestController
@Tag(name = "playbooks", description = "What acts, why it exists, and the switch that stops it")
class CaptureController {

    private final Explanations explanations;
    private final RulebookHolder holder;
    private final EvaluationPolicy policy;
    private final Clock clock;

    CaptureController(Explanations explanations, RulebookHolder holder, EvaluationPolicy policy, Clock clock) {
        this.explanations = explanations;
        this.holder = holder;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * A case made of a user's state.
     *
     * @param scenario one item of {@code scenarios.yaml}
     * @param fired names of the rules that it fires, sorted
     * @param fields names of the user's fields that it gives, sorted
     */
    record CapturedView(String scenario, List<String> fired, List<String> fields) {}

    @PostMapping("/v1/playbooks/{key}:capture")
    @Operation(
            operationId = "captureScenario",
            summary = "A scenario made of a user's present state, which names nobody",
            description =
                    "Only fields that the playbook's rules read, in the coarsest values for which each single condition"
                            + " stays as true or false as it is; guardrails take no part in a scenario. It passes as it is; paste it into scenarios.yaml.")
    Mono<CapturedView> capture(@PathVariable String key, @RequestParam String user) {
        List<CheckedRule> rules = holder.current().rulebook().rules(key);
        if (rules.isEmpty()) {
            throw ProblemException.notFound(Wording.of("playbook"), key);
        }
        return Blocking.find(() -> explanations.user(user, clock.instant()))
                .map(found -> view(found, rules))
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(Wording.of("user"), user)));
    }

    private CapturedView view(UserView found, List<CheckedRule> rules) {
        FactsModel model = policy.model();
        Capture capture = new Capture(
                model.vocabulary(), model.segmentation(), model.days().zone(), rules);
        Capture.Captured captured = capture.of(found.user(), policy.market().apply(found.asOf()), found.asOf());
        return new CapturedView(captured.yaml(), captured.fired(), captured.fields());
    }
}
