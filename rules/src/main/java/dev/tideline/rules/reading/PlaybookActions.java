package dev.tideline.rules.reading;

import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.language.Offers;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.Token.Kind;
import dev.tideline.rules.tokens.Unreadable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The action API of playbook rules: what a rule may propose. */
final class PlaybookActions {

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9_-]{0,79}");
    private static final List<String> ACTIONS = List.of("offer", "message", "task", "segment", "audience");
    private static final Set<Channel> FOR_TASKS = EnumSet.of(Channel.TICKET, Channel.CALL);
    private static final Set<Channel> FOR_MESSAGES = EnumSet.complementOf(EnumSet.copyOf(FOR_TASKS));
    private static final Set<Channel> ANY = EnumSet.allOf(Channel.class);

    private final List<Part> parts = new ArrayList<>();
    private final Offers offers;
    private final Problems problems;

    PlaybookActions(Offers offers, Problems problems) {
        this.offers = offers;
        this.problems = problems;
    }

    List<Part> parts() {
        return parts;
    }

    /** One statement, such as {@code offer("key").by(PUSH).to($u);}. */
    void accept(List<Call> chain) {
        Call action = chain.get(0);
        String key;
        try {
            key = key(action);
        } catch (Unreadable unreadable) {
            unreadable.reportTo(problems);
            chain.stream().filter(call -> call.isCallOf("by")).forEach(by -> channels(by.arguments(), ANY));
            return;
        }
        if (action.isCallOf("offer")) {
            Token named = action.arguments().get(0).token();
            offers.refusal(key).ifPresent(expected -> problems.add(named, expected));
        }
        requireReceiver(chain);
        List<Call> by = by(chain);
        for (Part part : parts(action.token(), key, by)) {
            if (parts.contains(part)) {
                problems.add(action.token(), Wording.of("each part once: the rule proposes this already"));
            } else {
                parts.add(part);
            }
        }
    }

    private List<Part> parts(Token action, String key, List<Call> by) {
        return switch (action.text()) {
            case "offer" -> offer(key, by);
            case "message" -> {
                requireBy(
                        action,
                        by,
                        Wording.of("message(…) says by(…) which channels: message(\"key\").by(PUSH).to($u);"));
                yield touches(key, by);
            }
            case "task" -> task(action, key, by);
            case "segment" -> List.of(noBy(action, by, new Part.Segment(key)));
            default -> List.of(noBy(action, by, new Part.Audience(key)));
        };
    }

    private List<Part> offer(String key, List<Call> by) {
        List<Part> parts = new ArrayList<>(List.of(new Part.Incentive(key)));
        parts.addAll(touches(key, by));
        return parts;
    }

    private List<Part> task(Token action, String key, List<Call> by) {
        requireBy(
                action, by, Wording.of("task(…) says who works on it: task(\"kind\").by(TICKET).to($u); or by(CALL)"));
        if (by.size() != 1) {
            throw new Unreadable(
                    by.get(1).token(),
                    Wording.of(
                            "one of {0}",
                            Wording.names(FOR_TASKS.stream().map(Enum::name).toList())));
        }
        return channels(by, FOR_TASKS).stream()
                .<Part>map(channel -> new Part.Task(key, channel))
                .toList();
    }

    private List<Part> touches(String key, List<Call> by) {
        List<Part> touches = new ArrayList<>();
        for (Call argument : by) {
            if (argument.isCallOf("all")) {
                touches.addAll(touches(key, argument.arguments()));
            } else {
                List<Channel> alternatives = alternatives(argument);
                if (!alternatives.isEmpty()) {
                    touches.add(new Part.Touch(key, alternatives));
                }
            }
        }
        return touches;
    }

    private List<Channel> alternatives(Call argument) {
        if (!argument.called()) {
            return channels(List.of(argument), FOR_MESSAGES);
        }
        if (!argument.isCallOf("firstAllowed") || argument.arguments().isEmpty()) {
            throw new Unreadable(
                    argument.token(), Wording.of("a channel, firstAllowed(…) or all(…) with channels in it"));
        }
        return channels(argument.arguments(), FOR_MESSAGES);
    }

    /** The channels of these names; none after a problem with any of them, all of which are told. */
    private List<Channel> channels(List<Call> arguments, Set<Channel> allowed) {
        List<String> names = allowed.stream().map(Enum::name).toList();
        List<Channel> channels = new ArrayList<>();
        for (Call argument : arguments) {
            if (argument.isWord() && names.contains(argument.token().text())) {
                channels.add(Channel.valueOf(argument.token().text()));
            } else if (allowed.equals(ANY) && argument.called()) {
                channels.addAll(channels(argument.arguments(), allowed));
            } else {
                misnamed(argument, names);
            }
        }
        return channels.size() == arguments.size() ? channels : List.of();
    }

    private void misnamed(Call argument, List<String> names) {
        String name = argument.token().text();
        boolean task = !names.contains(name)
                && FOR_TASKS.stream().anyMatch(channel -> channel.name().equals(name));
        problems.add(
                argument.token(),
                task
                        ? Wording.of("work for a person is proposed as task(\"kind\").by({0}).to($u);", name)
                        : Wording.of("no channel has this name here; {0}", Nearest.hint(name, names)));
    }

    private static String key(Call action) {
        if (!ACTIONS.contains(action.token().text())) {
            throw new Unreadable(
                    action.token(),
                    Wording.of(
                            "no action has this name; {0}",
                            Nearest.hint(action.token().text(), ACTIONS)));
        }
        if (!action.hasOneArgument() || !action.arguments().get(0).isText()) {
            throw new Unreadable(
                    action.token(),
                    Wording.of(
                            "one key in double quotes: {0}(\"key\")",
                            action.token().text()));
        }
        Token key = action.arguments().get(0).token();
        if (!KEY.matcher(key.text()).matches()) {
            throw new Unreadable(key, Wording.of("a key of lower case letters, digits, - and _, at most 80"));
        }
        return key.text();
    }

    private static void requireReceiver(List<Call> chain) {
        Call last = chain.get(chain.size() - 1);
        boolean toUser = last.isCallOf("to")
                && last.hasOneArgument()
                && last.arguments().get(0).token().is(Kind.PARAMETER)
                && last.arguments().get(0).token().text().equals("u");
        if (!toUser) {
            throw new Unreadable(last.token(), Wording.of("a statement ends with .to($u);"));
        }
    }

    private static List<Call> by(List<Call> chain) {
        if (chain.size() == 2) {
            return List.of();
        }
        Call by = chain.get(1);
        if (chain.size() > 3 || !by.isCallOf("by") || by.arguments().isEmpty()) {
            throw new Unreadable(
                    by.token(), Wording.of("only .by(…) with channels stands between the action and .to($u);"));
        }
        return by.arguments();
    }

    private static void requireBy(Token action, List<Call> by, Wording expected) {
        if (by.isEmpty()) {
            throw new Unreadable(action, expected);
        }
    }

    private static Part noBy(Token action, List<Call> by, Part part) {
        if (!by.isEmpty()) {
            throw new Unreadable(by.get(0).token(), Wording.of("{0}(…) takes no channel", action.text()));
        }
        return part;
    }
}
