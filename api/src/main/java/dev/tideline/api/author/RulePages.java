package dev.tideline.api.author;

import dev.tideline.api.authoring.Refusals;
import dev.tideline.api.problem.Languages;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.engine.authoring.Draft;
import dev.tideline.engine.authoring.Drafts;
import dev.tideline.engine.authoring.validation.Validator;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.problem.Wording;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The rules of a draft in all notations, and those in force beside it. */
@Controller
class RulePages {
    private final RulebookHolder holder;
    private final EvaluationPolicy policy;
    private final Drafts drafts;
    private final Validator validator;

    RulePages(RulebookHolder holder, EvaluationPolicy policy, Drafts drafts, Validator validator) {
        this.holder = holder;
        this.policy = policy;
        this.drafts = drafts;
        this.validator = validator;
    }

    @GetMapping(path = "/author/playbooks/{key}/rules", produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> rules(
            @PathVariable String key,
            @RequestParam(defaultValue = "false") boolean inForce,
            @RequestHeader HttpHeaders headers) {
        return Refusals.call(() -> Rendering.view("author/rules")
                .modelAttribute("panel", panel(key, inForce, Languages.of(headers)))
                .build());
    }

    private RulesPanel panel(String key, boolean inForce, Locale language) {
        Draft draft = drafts.find(key).orElseThrow(() -> ProblemException.notFound(Wording.of("playbook"), key));
        Checked<List<CheckedRule>> rules = inForce
                ? new Checked.Valid<>(holder.current().rulebook().rules(key))
                : validator.rules(key, draft.files());
        List<CheckedRule> shown = rules instanceof Checked.Valid<List<CheckedRule>> valid ? valid.value() : List.of();
        return new RulesPanel(
                key,
                !draft.authors().isEmpty(),
                inForce,
                rules.problems().stream()
                        .map(problem -> problem.messageOfRule(language))
                        .toList(),
                NotationsView.of(shown, policy.model().vocabulary()));
    }
}
