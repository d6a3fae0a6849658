package dev.tideline.rules.canonical;

import dev.tideline.rules.hash.Sha256;
import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names rules by what they mean. */
public final class MeaningHash {

    private MeaningHash() {}

    /**
     * SHA-256 in 64 lower case hexadecimal digits of everything the rules say, parameters by their values: the same for
     * any order of rules and any layout of their text.
     */
    public static String of(Collection<CheckedRule> rules) {
        String text = rules.stream()
                .sorted(Comparator.comparing(CheckedRule::name))
                .map(MeaningHash::text)
                .collect(Collectors.joining("\n"));
        return Sha256.hex(text);
    }

    private static String text(CheckedRule rule) {
        return String.join(
                "\n",
                "rule " + rule.name(),
                "why " + rule.why(),
                "user " + AuthorPrinter.withValues().print(rule.user()),
                "market " + text(rule.market()),
                "asOf " + text(rule.asOf()),
                "then " + rule.parts() + rule.effects());
    }

    private static String text(@Nullable Condition condition) {
        return condition == null ? "-" : AuthorPrinter.withValues().print(condition);
    }
}
