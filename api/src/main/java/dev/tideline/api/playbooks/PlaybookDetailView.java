package dev.tideline.api.playbooks;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.catalogue.PlaybookState;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.playbook.Playbook;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One playbook with its rules and files.
 *
 * @param playbook what the list shows
 * @param rules its rules
 * @param files its files, exactly as they were brought
 */
record PlaybookDetailView(@JsonUnwrapped PlaybookView playbook, List<RuleView> rules, Map<String, String> files) {

    /**
     * One rule.
     *
     * @param name its full name
     * @param why the author's reason
     */
    @Schema(name = "PlaybookRuleView")
    record RuleView(String name, String why) {
        static RuleView of(CheckedRule rule) {
            return new RuleView(rule.name(), rule.why());
        }
    }

    static PlaybookDetailView of(PlaybookState state, LoadedRulebook loaded, Locale language) {
        Playbook playbook = loaded.playbooks().get(state.key());
        return new PlaybookDetailView(
                PlaybookView.of(state, loaded, language),
                loaded.rulebook().rules(state.key()).stream().map(RuleView::of).toList(),
                playbook == null ? Map.of() : playbook.files());
    }
}
