package dev.tideline.engine.risk;

import dev.tideline.engine.arbitration.budget.Reply;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What risk lets a call offer. What it was not asked about it has not allowed.
 *
 * @param verdict the verdict; null if none was needed or asked
 * @param rules the rules whose incentives it was asked about
 * @param on whether there is a risk service at all
 */
public record Clearance(@Nullable Verdict verdict, Set<String> rules, boolean on) {

    /** The reason of an incentive that came up only after the verdict was asked. */
    public static final String NOT_ASKED = "RISK_NOT_ASKED";

    private static final Clearance OFF = new Clearance(null, Set.of(), false);
    private static final Clearance NOTHING = new Clearance(null, Set.of(), true);

    public Clearance {
        rules = Set.copyOf(rules);
    }

    /** There is no risk service: everything may be offered. */
    public static Clearance off() {
        return OFF;
    }

    /** No incentive was in sight, so that none was asked about. */
    public static Clearance ofNothing() {
        return NOTHING;
    }

    /** A verdict about what a question wants. */
    public static Clearance of(Verdict verdict, Set<String> rules) {
        return new Clearance(verdict, rules, true);
    }

    /** What risk says to the incentives of a rule: yes, no, or only once a person has released them. */
    public Reply on(String rule) {
        if (!on) {
            return Reply.YES;
        }
        if (verdict == null || (!rules.contains(rule) && verdict.kind() != Verdict.Kind.DENY)) {
            return Reply.no(NOT_ASKED, Map.of());
        }
        return switch (verdict.kind()) {
            case ALLOW -> Reply.YES;
            case HOLD -> new Reply.Held(verdict.code(), values(verdict));
            case DENY -> Reply.no(verdict.code(), values(verdict));
        };
    }

    private static SortedMap<String, String> values(Verdict verdict) {
        return verdict.note().isEmpty() ? new TreeMap<>() : new TreeMap<>(Map.of("code", verdict.note()));
    }
}
