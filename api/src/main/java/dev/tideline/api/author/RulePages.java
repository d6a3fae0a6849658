package dev.tideline.api.author;

import dev.tideline.api.http.Blocking;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.rulebook.RulebookHolder;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The rules in force, in all notations. */
@Controller
class RulePages {
    private final RulebookHolder holder;
    private final EvaluationPolicy policy;

    RulePages(RulebookHolder holder, EvaluationPolicy policy) {
        this.holder = holder;
        this.policy = policy;
    }

    @GetMapping(path = "/author/playbooks/{key}/rules", produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> rules(@PathVariable String key) {
        return Blocking.call(() -> NotationsView.of(
                        holder.current().rulebook().rules(key), policy.model().vocabulary()))
                .map(view -> Rendering.view("author/rules")
                        .modelAttribute("view", view)
                        .build());
    }
}
