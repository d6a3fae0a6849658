package dev.tideline.api.users;

import dev.tideline.api.http.Blocking;
import dev.tideline.api.http.QueryReader;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.engine.decision.DecisionReader;
import dev.tideline.engine.explain.Explanations;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One user. Nothing here writes. */
@RestController
@Tag(name = "users", description = "What is known of a user, what was decided for him, and why")
class UserController {

    private final Explanations explanations;
    private final DecisionReader decisions;
    private final UserStore users;
    private final RulebookHolder holder;
    private final Amounts amounts;
    private final RecordedJson recorded;
    private final Clock clock;

    UserController(
            Explanations explanations,
            DecisionReader decisions,
            UserStore users,
            RulebookHolder holder,
            Amounts amounts,
            RecordedJson recorded,
            Clock clock) {
        this.explanations = explanations;
        this.decisions = decisions;
        this.users = users;
        this.holder = holder;
        this.amounts = amounts;
        this.recorded = recorded;
        this.clock = clock;
    }

    /**
     * A page of decisions.
     *
     * @param items latest first
     * @param next cursor of the next page; null after the last
     */
    record DecisionPage(List<DecisionView> items, @Nullable String next) {}

    @GetMapping("/v1/users/{id}")
    @Operation(operationId = "getUser", summary = "All fields of a user now, with stage and segments")
    Mono<UserStateView> get(@PathVariable String id) {
        return Blocking.find(() -> explanations.user(id, clock.instant()))
                .map(UserStateView::of)
                .switchIfEmpty(unknown(id));
    }

    @GetMapping("/v1/users/{id}/decisions")
    @Operation(operationId = "listDecisions", summary = "What was decided for a user and why, latest first")
    Mono<DecisionPage> decisions(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "50"))
                    @RequestParam(required = false)
                    @Nullable
                    String limit) {
        QueryReader query = new QueryReader();
        int most = query.whole("limit", limit, 50, 1, 500);
        query.check();
        return users.find(id)
                .switchIfEmpty(unknown(id))
                .then(Mono.defer(() -> decisions.ofUser(id, cursor, most)))
                .map(page -> new DecisionPage(
                        page.decisions().stream()
                                .map(decision -> DecisionView.of(decision, recorded))
                                .toList(),
                        page.next()))
                .onErrorMap(IllegalArgumentException.class, e -> QueryReader.refusedCursor(cursor, e));
    }

    @GetMapping("/v1/users/{id}/explain")
    @Operation(
            operationId = "explainUser",
            summary = "Why a playbook does or does not act for a user now",
            description =
                    "Every rule, fired or not, clause by clause with the values that were read; the guardrails that"
                            + " hold; and how the candidates end beside all others of the person. Nothing is written.")
    Mono<ExplanationView> explain(@PathVariable String id, @RequestParam String playbook) {
        if (!holder.current().states().containsKey(playbook)) {
            throw ProblemException.notFound(Wording.of("playbook"), playbook);
        }
        return Blocking.find(() -> explanations.explain(id, playbook, clock.instant()))
                .map(told -> ExplanationView.of(told, ExplanationView.Values.of(amounts, holder.current(), playbook)))
                .switchIfEmpty(unknown(id));
    }

    private static <T> Mono<T> unknown(String id) {
        return Mono.error(() -> ProblemException.notFound(Wording.of("user"), id));
    }
}
