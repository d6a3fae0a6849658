package dev.tideline.rules.language;

import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.problem.Place;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule that passed every check.
 *
 * @param playbook key of its playbook, or of its guardrail file
 * @param name {@code playbook/what-it-does}, unique in a rulebook
 * @param why what the author says it is for
 * @param user condition on the user
 * @param market condition on the market; null if it has none
 * @param asOf condition on the instant of evaluation; null if it has none
 * @param parts what it proposes, in written order; empty for a guardrail
 * @param effects what it refuses, in written order; empty for a playbook rule
 * @param place where its name stands
 * @param reads every field that its conditions name, of any fact
 */
public record CheckedRule(
        String playbook,
        String name,
        String why,
        Condition user,
        @Nullable Condition market,
        @Nullable Condition asOf,
        List<Part> parts,
        List<Effect> effects,
        Place place,
        Set<Field> reads) {

    public CheckedRule {
        Objects.requireNonNull(playbook, "playbook");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(user, "user");
        parts = List.copyOf(parts);
        effects = List.copyOf(effects);
        Objects.requireNonNull(place, "place");
        reads = Set.copyOf(reads);
    }

    /** Whether it refuses instead of proposing. */
    public boolean isGuardrail() {
        return !effects.isEmpty();
    }
}
