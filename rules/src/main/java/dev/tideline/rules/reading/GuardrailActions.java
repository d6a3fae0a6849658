package dev.tideline.rules.reading;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.language.Effect.Target;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.Unreadable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The action API of guardrails: what they may refuse. */
final class GuardrailActions {

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,59}");
    private static final List<String> ACTIONS = List.of(
            "refuse", "refuseIncentives", "refuseIncentivesExcept", "refuseMessagesAbout", "review", "suppress");

    private final List<Effect> effects = new ArrayList<>();

    List<Effect> effects() {
        return effects;
    }

    /** One statement, such as {@code refuse(INCENTIVES).because("INELIGIBLE_RISK");}. */
    void accept(List<Call> chain) {
        Call action = chain.get(0);
        if (!ACTIONS.contains(action.token().text())) {
            throw new Unreadable(
                    action.token(),
                    Wording.of(
                            "no action has this name; {0}",
                            Nearest.hint(action.token().text(), ACTIONS)));
        }
        Effect effect = effect(action, reason(chain));
        effects.add(chain.size() == 3 ? new Effect.Sparing(effect, spared(action, chain.get(1))) : effect);
    }

    private static Effect effect(Call action, String reason) {
        return switch (action.token().text()) {
            case "refuse" -> new Effect.Refuse(target(action, List.of(Target.values())), reason);
            case "refuseIncentives" -> new Effect.RefuseIncentives(types(action), reason);
            case "refuseIncentivesExcept" -> new Effect.RefuseIncentivesExcept(types(action), reason);
            case "refuseMessagesAbout" -> new Effect.RefuseMessagesAbout(products(action), reason);
            case "review" -> {
                target(action, List.of(Target.INCENTIVES));
                yield new Effect.Review(reason);
            }
            default -> {
                target(action, List.of(Target.PROMOTION));
                yield new Effect.Suppress(reason);
            }
        };
    }

    /** {@code .sparing(CONTRACTUAL)} of a refusal: what is owed by terms is no promotion. */
    private static CandidateClass spared(Call action, Call sparing) {
        List<String> classes =
                Arrays.stream(CandidateClass.values()).map(Enum::name).toList();
        if (!action.token().text().startsWith("refuse")) {
            throw new Unreadable(sparing.token(), Wording.of("only a refusal spares a class"));
        }
        if (!sparing.hasOneArgument()
                || !sparing.arguments().get(0).isWord()
                || !classes.contains(sparing.arguments().get(0).token().text())) {
            throw new Unreadable(sparing.token(), Wording.verbatim("sparing(" + String.join(" | ", classes) + ")"));
        }
        return CandidateClass.valueOf(sparing.arguments().get(0).token().text());
    }

    private static Target target(Call action, List<Target> allowed) {
        List<String> names = allowed.stream().map(Enum::name).toList();
        if (!action.hasOneArgument()) {
            throw new Unreadable(
                    action.token(), Wording.verbatim(action.token().text() + "(" + String.join(" | ", names) + ")"));
        }
        Call target = action.arguments().get(0);
        if (!target.isWord() || !names.contains(target.token().text())) {
            throw new Unreadable(target.token(), Nearest.hint(target.token().text(), names));
        }
        return Target.valueOf(target.token().text());
    }

    private static List<String> types(Call action) {
        return codes(action, Wording.of("types of incentives in double quotes"));
    }

    private static List<String> products(Call action) {
        return codes(action, Wording.of("products in double quotes"));
    }

    private static List<String> codes(Call action, Wording expected) {
        if (action.arguments().isEmpty()) {
            throw new Unreadable(action.token(), expected);
        }
        return action.arguments().stream().map(GuardrailActions::code).toList();
    }

    private static String reason(List<Call> chain) {
        Call last = chain.get(chain.size() - 1);
        boolean sparing = chain.size() == 3 && chain.get(1).isCallOf("sparing");
        if (!(chain.size() == 2 || sparing) || !last.isCallOf("because") || !last.hasOneArgument()) {
            Token token = chain.get(chain.size() == 1 ? 0 : 1).token();
            throw new Unreadable(token, Wording.of("a statement ends with .because(\"REASON\");"));
        }
        return code(last.arguments().get(0));
    }

    private static String code(Call argument) {
        return Stream.of(argument)
                .filter(Call::isText)
                .map(text -> text.token().text())
                .filter(text -> CODE.matcher(text).matches())
                .findFirst()
                .orElseThrow(() -> new Unreadable(
                        argument.token(), Wording.of("a code in double quotes, of capital letters, digits and _")));
    }
}
