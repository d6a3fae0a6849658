package dev.tideline.rules.hostile;

import dev.tideline.rules.hostile.Attack.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Attacks on both guards: every expression as a condition, behind a harmless one, and as an action. */
public final class Attacks {

    /** What an attack that ran would have left behind. */
    public static final String CANARY = "tideline.canary";

    private static final String PAST = """
            package dev.tideline.rulebook;
            import dev.tideline.rules.facts.User;
            global dev.tideline.rules.ruleset.guard.Matches matches;
            %s
            rule "p/r"
            when
                $u : User( %s )
            then
                matches.add(0, $u);
                %s
            end
            """;

    private static final String AUTHORED = """
            %s
            rule "p/r"
            @why("x")
            when
                $u : User( %s )
            then
                offer("x").to($u);
                %s
            end
            """;

    private static final List<Attack> SHEETS = tables();
    private static final List<Attack> ALL = made();

    private Attacks() {}

    /** All of them. */
    public static List<Attack> all() {
        return ALL;
    }

    private static List<Attack> made() {
        List<Attack> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (String expression : HostileCode.expressions(kind)) {
                all.add(condition(kind, expression));
                all.add(behind(kind, expression));
                all.add(action(kind, "boolean b = " + expression + ";"));
            }
            HostileCode.statements(kind).forEach(statement -> all.add(action(kind, statement)));
            HostileCode.declarations(kind).forEach(text -> all.add(declaration(kind, text)));
        }
        HostileTexts.files().forEach(text -> all.add(attack(Kind.LANGUAGE, text, "")));
        all.addAll(SHEETS);
        return List.copyOf(all);
    }

    /** Those that are tables: code in their cells, and what a table may be made of. */
    public static List<Attack> sheets() {
        return SHEETS;
    }

    private static List<Attack> tables() {
        List<Attack> sheets = new ArrayList<>(HostileSheets.all());
        for (Kind kind : Kind.values()) {
            HostileCode.expressions(kind).forEach(code -> sheets.addAll(HostileSheets.ofCode(kind, code)));
        }
        return List.copyOf(sheets);
    }

    private static Attack condition(Kind kind, String expression) {
        return attack(kind, AUTHORED.formatted("", expression, ""), PAST.formatted("", expression, ""));
    }

    private static Attack behind(Kind kind, String expression) {
        return attack(kind, AUTHORED.formatted("", "tradeCount7d >= 1, " + expression, ""), "");
    }

    private static Attack action(Kind kind, String statement) {
        return attack(
                kind, AUTHORED.formatted("", "tradeCount7d >= 1", statement), PAST.formatted("", "flag(1)", statement));
    }

    private static Attack declaration(Kind kind, String text) {
        return attack(kind, AUTHORED.formatted(text, "tradeCount7d >= 1", ""), PAST.formatted(text, "flag(1)", ""));
    }

    private static Attack attack(Kind kind, String authored, String past) {
        return new Attack(kind, Map.of("rules.drl", authored), past);
    }
}
