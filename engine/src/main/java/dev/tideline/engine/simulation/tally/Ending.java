package dev.tideline.engine.simulation.tally;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How one candidate ended, without whom it was for: of a million persons there are few.
 *
 * @param playbook key of the playbook
 * @param rule name of the rule
 * @param outcome its outcome
 * @param reason its reason
 * @param pieces one a part, in the order of the candidate
 */
public record Ending(String playbook, String rule, Outcome outcome, String reason, List<Piece> pieces) {

    public Ending {
        Objects.requireNonNull(outcome, "outcome");
        pieces = List.copyOf(pieces);
    }

    /**
     * How one part ended.
     *
     * @param kind incentive, touch, task, segment or audience
     * @param key what it proposes
     * @param channel the channel that it goes over, or would first; empty if it has none
     * @param outcome its outcome
     * @param reason its reason
     * @param deferred whether quiet hours put it off
     */
    public record Piece(String kind, String key, String channel, Outcome outcome, String reason, boolean deferred) {

        /** Whether it contacts the user. */
        public boolean isTouch() {
            return kind.equals("touch");
        }

        /** Whether it is an incentive that is granted. */
        public boolean isGrant() {
            return kind.equals("incentive") && outcome == Outcome.GRANTED;
        }
    }

    static Ending of(CandidateResult result, Instant asOf) {
        return new Ending(
                result.playbook(),
                result.rule(),
                result.outcome(),
                result.reason(),
                result.parts().stream().map(part -> piece(part, asOf)).toList());
    }

    private static Piece piece(PartResult result, Instant asOf) {
        Part part = result.part();
        Instant notBefore = result.notBefore();
        return new Piece(
                part.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                part.key(),
                channel(result),
                result.outcome(),
                result.reason(),
                notBefore != null && notBefore.isAfter(asOf));
    }

    private static String channel(PartResult result) {
        Channel channel = result.channel();
        if (channel != null) {
            return channel.name();
        }
        return result.part() instanceof Part.Touch touch
                ? touch.channels().get(0).name()
                : "";
    }

    /** Whether the playbook serves the user with it: ghosts of held-out persons are not served. */
    public boolean serves() {
        return outcome == Outcome.GRANTED;
    }
}
