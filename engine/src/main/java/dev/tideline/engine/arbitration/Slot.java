package dev.tideline.engine.arbitration;

import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A part on its way through the steps: open until it ends, and it ends once. */
final class Slot {

    private final Part part;
    private List<Channel> channels;
    private @Nullable String reviewReason;
    private SortedMap<String, String> notes = Collections.emptySortedMap();
    private @Nullable PartResult result;

    Slot(Part part) {
        this.part = part;
        this.channels = channelsOf(part);
    }

    private static List<Channel> channelsOf(Part part) {
        if (part instanceof Part.Touch touch) {
            return touch.channels();
        }
        return part instanceof Part.Task task ? List.of(task.channel()) : List.of();
    }

    Part part() {
        return part;
    }

    /** Channels that are left, best first. */
    List<Channel> channels() {
        return channels;
    }

    void leave(List<Channel> allowed) {
        channels = List.copyOf(allowed);
    }

    boolean open() {
        return result == null;
    }

    boolean isIncentive() {
        return part instanceof Part.Incentive;
    }

    boolean isTouch() {
        return part instanceof Part.Touch;
    }

    /** Whether it speaks to the user: a touch, or a call by a person. */
    boolean speaks() {
        return isTouch() || channels.contains(Channel.CALL);
    }

    boolean isSegment() {
        return part instanceof Part.Segment;
    }

    /** Whether it is a membership, which follows the rule and knows no cooldown or cap. */
    boolean isMembership() {
        return isSegment() || part instanceof Part.Audience;
    }

    /** What has to be known of it too if it is granted. */
    void note(SortedMap<String, String> values) {
        if (!values.isEmpty()) {
            SortedMap<String, String> all = new TreeMap<>(notes);
            all.putAll(values);
            notes = all;
        }
    }

    /** What is noted under this name. */
    Optional<String> noted(String name) {
        return Optional.ofNullable(notes.get(name));
    }

    /** Lets it wait for a person's release. */
    void hold(String reason, SortedMap<String, String> values) {
        reviewReason = reason;
        note(values);
    }

    @Nullable
    String reviewReason() {
        return reviewReason;
    }

    void drop(String reason, Map<String, String> values, @Nullable Instant retryAt) {
        end(new PartResult(part, Outcome.DROPPED, reason, new TreeMap<>(values), null, null, retryAt));
    }

    void drop(String reason, Map<String, String> values) {
        drop(reason, values, null);
    }

    void end(Outcome outcome, String reason, @Nullable Channel channel, @Nullable Instant notBefore) {
        end(new PartResult(part, outcome, reason, notes, channel, notBefore, null));
    }

    private void end(PartResult last) {
        if (result != null) {
            throw new IllegalStateException("Part " + part + " has ended as " + result.reason() + " before");
        }
        result = last;
    }

    PartResult result() {
        if (result == null) {
            throw new IllegalStateException("Part " + part + " has not ended");
        }
        return result;
    }
}
