package dev.tideline.rules.notation;

import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints rules of playbooks as authors write them in DRL. Reading the text again gives an equal rule. Stateless. */
public final class DrlPrinter {

    private static final AuthorPrinter CONDITIONS = AuthorPrinter.asWritten();

    private DrlPrinter() {}

    /** The whole rule, ended by a line break. */
    public static String rule(CheckedRule rule) {
        StringBuilder text = new StringBuilder(header(rule)).append("when\n");
        pattern(text, "$u : User", rule.user());
        pattern(text, "Market", rule.market());
        pattern(text, "AsOf", rule.asOf());
        text.append("then\n");
        actions(rule.parts())
                .forEach(action -> text.append("    ").append(action).append('\n'));
        return text.append("end\n").toString();
    }

    /** The lines before {@code when}: name and reason. */
    public static String header(CheckedRule rule) {
        return "rule \"" + rule.name() + "\"\n@why(\"" + rule.why() + "\")\n";
    }

    private static void pattern(StringBuilder text, String fact, @Nullable Condition condition) {
        if (condition != null) {
            text.append("    ")
                    .append(fact)
                    .append("( ")
                    .append(CONDITIONS.print(condition))
                    .append(" )\n");
        }
    }

    /** The statements that propose these parts, in order: {@code offer("key").by(PUSH).to($u);}. */
    public static List<String> actions(List<Part> parts) {
        List<String> statements = new ArrayList<>();
        for (int at = 0; at < parts.size(); ) {
            Part first = parts.get(at++);
            List<Part.Touch> touches = new ArrayList<>();
            if (first instanceof Part.Touch touch) {
                touches.add(touch);
            }
            boolean carriesTouches = first instanceof Part.Touch || first instanceof Part.Incentive;
            while (carriesTouches
                    && at < parts.size()
                    && parts.get(at) instanceof Part.Touch next
                    && next.key().equals(first.key())) {
                touches.add(next);
                at++;
            }
            statements.add(statement(first, touches));
        }
        return statements;
    }

    private static String statement(Part part, List<Part.Touch> touches) {
        String by = touches.isEmpty()
                ? ""
                : touches.stream()
                        .map(touch -> alternatives(touch.channels()))
                        .collect(Collectors.joining(", ", ".by(", ")"));
        String action = part instanceof Part.Incentive
                ? "offer"
                : part instanceof Part.Touch
                        ? "message"
                        : part instanceof Part.Task ? "task" : part instanceof Part.Segment ? "segment" : "audience";
        String work = part instanceof Part.Task task ? ".by(" + task.channel() + ")" : by;
        return action + "(\"" + part.key() + "\")" + work + ".to($u);";
    }

    private static String alternatives(List<Channel> channels) {
        String names = channels.stream().map(Enum::name).collect(Collectors.joining(", "));
        return channels.size() == 1 ? names : "firstAllowed(" + names + ")";
    }
}
