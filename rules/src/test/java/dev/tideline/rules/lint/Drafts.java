package dev.tideline.rules.lint;

import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.budgets.BudgetPlanReader;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.LimitsReader;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.jurisdiction.Packs;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.subject.Assumptions;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.lint.subject.Surroundings;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.PlaybookReader;
import dev.tideline.rules.playbook.ShippedPlaybooks;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.reading.RuleReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Drafts of playbooks for tests of the checks, and what they are checked against. */
public final class Drafts {

    public static final String ONCE = "reentry: { once: ever }";
    public static final String MONTHLY = "reentry: { cooldown: P30D }";

    private static final RuleReader READER = new RuleReader(Vocabulary.shipped());

    private Drafts() {}

    /** A rule as a row of text: {@code name}, condition on the user, actions. */
    public static String rule(String name, String condition, String... actions) {
        return matching(name, "$u : User( " + condition + " )", actions);
    }

    /** The same with all its patterns written out. */
    public static String matching(String name, String patterns, String... actions) {
        return "rule \"%s\"\n@why(\"a test\")\nwhen\n    %s\nthen\n    %s\nend\n"
                .formatted(name, patterns, String.join("\n    ", actions));
    }

    public static String offer(String incentive) {
        return "offer(\"" + incentive + "\").by(PUSH).to($u);";
    }

    public static String message(String key) {
        return "message(\"" + key + "\").by(EMAIL).to($u);";
    }

    /** A promotional playbook of these rules in a rule file; {@code declared} are further lines of its declaration. */
    public static Subject playbook(String key, String declared, String... rules) {
        return read(key, declared, "rules.drl", String.join("\n", rules));
    }

    /** The same, as if its rules were rows of a table. */
    public static Subject rows(String key, String declared, String... rules) {
        Subject written = playbook(key, declared, rules);
        return new Subject(
                written.playbook(), written.rules().stream().map(Drafts::asRow).toList());
    }

    private static CheckedRule asRow(CheckedRule rule) {
        return new CheckedRule(
                rule.playbook(),
                rule.name(),
                rule.why(),
                rule.user(),
                rule.market(),
                rule.asOf(),
                rule.parts(),
                rule.effects(),
                Place.at("rules.csv", rule.place().line(), 1),
                rule.reads());
    }

    /** A promotional playbook whose rules are this table. */
    public static Subject table(String key, String declared, String csv) {
        return read(key, declared, "rules.csv", csv);
    }

    private static Subject read(String key, String declared, String file, String text) {
        String kind = declared.contains("class:") ? "" : "class: promotional\n";
        String yaml = "key: %s\nname: { en: Draft }\nfamily: recall\npriority: 50\n".formatted(key) + kind
                + "schedule: { cron: \"0 0 1 * * ?\", zone: UTC }\n" + declared + "\n";
        Playbook playbook = PlaybookReader.read(
                        Map.of(Playbook.DECLARATION, yaml, Playbook.SCENARIOS, "[]", file, text))
                .orThrow();
        return subject(playbook);
    }

    private static Subject subject(Playbook playbook) {
        return new Subject(
                playbook,
                READER.playbook(playbook.key(), playbook.ruleFiles(), playbook.parameters())
                        .orThrow());
    }

    /** All shipped playbooks. */
    public static List<Subject> shipped() {
        return ShippedPlaybooks.all().stream().map(Drafts::subject).toList();
    }

    /** The shipped catalogue, budgets, limits and assumptions, and these other playbooks. */
    public static Surroundings beside(Subject... others) {
        return new Surroundings(
                List.of(others),
                Incentives.shipped(),
                BudgetPlan.shipped(),
                LimitsReader.shipped(),
                Assumptions.shipped(),
                Packs.shipped(Vocabulary.shipped().user()).at(LocalDate.of(2026, 3, 31)),
                Set.of("friends"));
    }

    /** These surroundings with other incentives. */
    public static Surroundings with(Surroundings before, Incentives catalogue) {
        return new Surroundings(
                before.others(),
                catalogue,
                before.budgets(),
                before.limits(),
                before.assumptions(),
                before.law(),
                before.lists());
    }

    /** These surroundings with other budgets. */
    public static Surroundings budgets(Surroundings before, String yaml) {
        BudgetPlan plan = BudgetPlanReader.read("budgets.yaml", "asset: USDT\n" + yaml, Assets.shipped())
                .orThrow();
        return new Surroundings(
                before.others(),
                before.catalogue(),
                plan,
                before.limits(),
                before.assumptions(),
                before.law(),
                before.lists());
    }

    /** The findings of one kind. */
    public static List<Finding> only(Code code, List<Finding> findings) {
        List<Finding> found = new ArrayList<>(findings);
        found.removeIf(finding -> finding.code() != code);
        return found;
    }
}
