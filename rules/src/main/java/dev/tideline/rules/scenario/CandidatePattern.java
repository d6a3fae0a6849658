package dev.tideline.rules.scenario;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * What a case says of a candidate. A candidate fits if it has everything that is named; it may have more.
 *
 * @param rule name of the rule; empty if any
 * @param parts key by kind of part: incentive, touch, task, segment or audience
 * @param by first choices of the channels of its touches, in order; empty if any
 */
record CandidatePattern(String rule, Map<String, String> parts, List<Channel> by) {

    /** The kinds of parts, as they are written. */
    static final List<String> KINDS = List.of("incentive", "touch", "task", "segment", "audience");

    CandidatePattern {
        Objects.requireNonNull(rule, "rule");
        parts = Map.copyOf(parts);
        by = List.copyOf(by);
    }

    boolean fits(Candidate candidate) {
        return (rule.isEmpty() || candidate.rule().equals(rule))
                && parts.entrySet().stream().allMatch(part -> has(candidate, part.getKey(), part.getValue()))
                && (by.isEmpty() || firstChoices(candidate).equals(by));
    }

    private static boolean has(Candidate candidate, String kind, String key) {
        return candidate.parts().stream()
                .anyMatch(part -> kind(part).equals(kind) && part.key().equals(key));
    }

    private static String kind(Part part) {
        return part instanceof Part.Incentive
                ? "incentive"
                : part instanceof Part.Touch
                        ? "touch"
                        : part instanceof Part.Task ? "task" : part instanceof Part.Segment ? "segment" : "audience";
    }

    private static List<Channel> firstChoices(Candidate candidate) {
        return candidate.parts().stream()
                .flatMap(part -> part instanceof Part.Touch touch
                        ? Stream.of(touch.channels().get(0))
                        : Stream.empty())
                .toList();
    }

    /** A candidate as a case would say it: {@code { rule: quiet/offer, incentive: voucher-10, by: [PUSH] }}. */
    static String shown(Candidate candidate) {
        StringJoiner shown = new StringJoiner(", ", "{ ", " }").add("rule: " + candidate.rule());
        Set<String> parts = new LinkedHashSet<>();
        candidate.parts().forEach(part -> parts.add(kind(part) + ": " + part.key()));
        parts.forEach(shown::add);
        return by(shown, firstChoices(candidate));
    }

    /** As it is written in a case. */
    @Override
    public String toString() {
        StringJoiner shown = new StringJoiner(", ", "{ ", " }");
        if (!rule.isEmpty()) {
            shown.add("rule: " + rule);
        }
        KINDS.stream().filter(parts::containsKey).forEach(kind -> shown.add(kind + ": " + parts.get(kind)));
        return by(shown, by);
    }

    private static String by(StringJoiner shown, List<Channel> channels) {
        return (channels.isEmpty() ? shown : shown.add("by: " + channels)).toString();
    }
}
