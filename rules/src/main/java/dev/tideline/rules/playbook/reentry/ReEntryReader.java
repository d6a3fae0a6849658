package dev.tideline.rules.playbook.reentry;

import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.playbook.reentry.ReEntry.Occurrence;
import dev.tideline.rules.problem.Wording;
import java.time.Duration;

/** Reads {@code reentry} of a playbook or of a single rule. */
public final class ReEntryReader {

    private static final Wording ONCE =
            Wording.of("ever, or { per: \"calendar(month, UTC)\" }, or { per: \"rolling(P30D)\" }");

    private ReEntryReader() {}

    public static ReEntry read(Mapping node) {
        Occurrence occurrence = occurrence(node);
        Duration cooldown = node.duration("cooldown", Duration.ZERO);
        int atMost = node.whole("atMost", 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
        node.refuseOthers();
        return new ReEntry(occurrence, cooldown, atMost);
    }

    private static Occurrence occurrence(Mapping node) {
        if (node.has("once") && node.has("event")) {
            node.report("event", Wording.of("either 'once' or 'event', not both"));
        }
        if (node.has("event")) {
            return new Occurrence.Event(node.text("event"));
        }
        if (!node.has("once")) {
            return new Occurrence.Any();
        }
        return node.isMapping("once")
                ? per(node.mapping("once"))
                : node.value("once", ONCE, new Occurrence.Ever(), ReEntryReader::ever);
    }

    private static Occurrence ever(String text) {
        if (!text.equals("ever")) {
            throw new IllegalArgumentException(text);
        }
        return new Occurrence.Ever();
    }

    private static Occurrence per(Mapping once) {
        Wording expected = Wording.of("a text in quotes: \"calendar(day|week|month, zone)\" or \"rolling(P30D)\"");
        Occurrence per =
                once.value("per", expected, new Occurrence.Ever(), text -> new Occurrence.Per(Window.parse(text)));
        once.refuseOthers();
        return per;
    }
}
