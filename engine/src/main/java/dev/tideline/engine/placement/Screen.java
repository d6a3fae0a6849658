package dev.tideline.engine.placement;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import java.util.List;
import java.util.Optional;

/** What a screen can show: incentives and in-app messages. It is no address, so no other touch goes out with them. Pure. */
public final class Screen {

    private Screen() {}

    /** The candidate with what a screen can show of it; empty if that is nothing. */
    public static Optional<Candidate> shows(Candidate candidate) {
        List<Part> parts =
                candidate.parts().stream().flatMap(part -> shows(part).stream()).toList();
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Candidate(candidate.playbook(), candidate.rule(), parts));
    }

    private static Optional<Part> shows(Part part) {
        if (part instanceof Part.Touch touch) {
            return touch.channels().contains(Channel.IN_APP)
                    ? Optional.of(new Part.Touch(touch.key(), List.of(Channel.IN_APP)))
                    : Optional.empty();
        }
        return part instanceof Part.Incentive ? Optional.of(part) : Optional.empty();
    }
}
