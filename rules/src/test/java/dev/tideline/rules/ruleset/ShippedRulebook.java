package dev.tideline.rules.ruleset;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.ShippedGuardrails;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.playbook.ShippedPlaybooks;
import java.util.List;

/** The rulebook of all shipped playbooks and guardrails. */
public final class ShippedRulebook {

    private ShippedRulebook() {}

    /** Compiled by the standard compiler. */
    public static Compilation compilation() {
        List<PlaybookRules> playbooks = ShippedPlaybooks.all().stream()
                .map(playbook -> PlaybookRules.of(playbook, Incentives.shipped()))
                .toList();
        List<GuardrailFile> guardrails = ShippedGuardrails.drlFiles().entrySet().stream()
                .map(file -> new GuardrailFile(file.getKey(), file.getValue()))
                .toList();
        return new RulebookCompiler().compile(playbooks, guardrails, Vocabulary.shipped());
    }
}
