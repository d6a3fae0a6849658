package dev.tideline.api.decisions;

import dev.tideline.api.http.AmountView;
import dev.tideline.rules.incentives.Vesting;
import dev.tideline.rules.incentives.terms.IncentiveTerms;
import dev.tideline.rules.money.Money;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Parameters of incentives as callers get them, by the names they have in the catalogue in snake case: amounts with their
 * asset, other decimals as text, durations in ISO 8601.
 */
final class EffectTerms {

    private static final ClassValue<List<Member>> MEMBERS = new ClassValue<>() {
        @Override
        protected List<Member> computeValue(Class<?> type) {
            return Stream.of(type.getRecordComponents())
                    .map(component -> new Member(snakeCase(component.getName()), component.getAccessor()))
                    .toList();
        }
    };

    private record Member(String name, Method accessor) {}

    private EffectTerms() {}

    /** The parameters of an incentive's type. */
    static Map<String, Object> of(IncentiveTerms terms) {
        return members(terms);
    }

    /** When it becomes the user's own: its kind, {@code at_once}, {@code locked} or {@code kept}, and its parameters. */
    static Map<String, Object> of(Vesting vesting) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kind", snakeCase(vesting.getClass().getSimpleName()));
        members.putAll(members(vesting));
        return members;
    }

    private static Map<String, Object> members(Object of) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Member member : MEMBERS.get(of.getClass())) {
            try {
                members.put(member.name(), value(member.accessor().invoke(of)));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("Terms " + of + " cannot be told", e);
            }
        }
        return members;
    }

    private static Object value(Object found) {
        if (found instanceof Money money) {
            return AmountView.of(money);
        }
        if (found instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros().toPlainString();
        }
        if (found instanceof Collection<?> many) {
            return many.stream().map(EffectTerms::value).toList();
        }
        if (found instanceof Record) {
            return members(found);
        }
        return found instanceof Boolean || found instanceof Integer ? found : found.toString();
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
