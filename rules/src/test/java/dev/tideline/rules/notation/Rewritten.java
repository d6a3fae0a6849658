package dev.tideline.rules.notation;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Parameter;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.ShippedPlaybooks;
import dev.tideline.rules.reading.RuleReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rules read from text, and what they look like in DRL, which says all there is to them. */
public final class Rewritten {

    private static final RuleReader READER = new RuleReader(Vocabulary.shipped());

    private Rewritten() {}

    /** Every shipped playbook. */
    public static Stream<Playbook> shipped() {
        return ShippedPlaybooks.all().stream();
    }

    /** The rules of a playbook as it is shipped. */
    public static List<CheckedRule> rules(Playbook playbook) {
        return READER.playbook(playbook.key(), playbook.ruleFiles(), playbook.parameters())
                .orThrow();
    }

    /** The rules of one file. */
    public static Checked<List<CheckedRule>> read(
            String key, String file, String text, Map<String, Parameter> parameters) {
        return READER.playbook(key, Map.of(file, text), parameters);
    }

    /** The rules in DRL. */
    public static List<String> drl(List<CheckedRule> rules) {
        return rules.stream().map(DrlPrinter::rule).toList();
    }
}
