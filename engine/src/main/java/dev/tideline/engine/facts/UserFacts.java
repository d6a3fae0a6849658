package dev.tideline.engine.facts;

import dev.tideline.engine.snapshot.NextChange;
import dev.tideline.engine.snapshot.SnapshotReader;
import dev.tideline.engine.timeline.Timeline;
import dev.tideline.rules.due.TimeDependence;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.derive.Derivations;
import dev.tideline.rules.segments.SegmentState;
import dev.tideline.rules.segments.Segmentation;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes users of histories, all at one instant. Every reader of users goes through it, so that a sweep, a request and a
 * replay see the same. For one thread.
 */
public final class UserFacts {

    private final FactsModel model;
    private final SnapshotReader snapshots;
    private final Derivations derived;
    private final Derivations.At derivations;
    private final Segmentation segmentation;
    private final int lists;
    private final Instant asOf;
    private @Nullable FactBuilder last;

    /**
     * What rules see of one user.
     *
     * @param user his facts
     * @param segments his segments, with what has changed since the state before
     */
    public record Seen(User user, SegmentState segments) {}

    /**
     * Facts at {@code asOf}.
     *
     * @param needed fields that somebody will read; null for all
     * @param stale fields that must not be relied on: segments that read one stay as they were
     */
    public UserFacts(FactsModel model, Instant asOf, @Nullable Collection<Field> needed, Set<Field> stale) {
        this(
                model,
                stale.isEmpty() ? model.segmentation() : model.segmentation().keeping(stale),
                new SnapshotReader(model.vocabulary(), model.sources(), model.history(), model.days(), needed),
                needed == null
                        ? Derivations.of(model.vocabulary().user())
                        : Derivations.of(model.vocabulary().user()).setting(needed),
                asOf);
    }

    private UserFacts(
            FactsModel model,
            Segmentation segmentation,
            SnapshotReader snapshots,
            Derivations derivations,
            Instant asOf) {
        this.model = model;
        this.segmentation = segmentation;
        this.snapshots = snapshots;
        this.derived = derivations;
        this.derivations = derivations.at(asOf, model.days().zone());
        this.lists = model.vocabulary().user().require("lists").slot();
        this.asOf = asOf;
    }

    /** The same fields at another instant, with nothing stale; not to be used together with this one. */
    public UserFacts at(Instant other) {
        return new UserFacts(model, model.segmentation(), snapshots, derived, other);
    }

    /** The same at another instant, with the same fields stale; not to be used together with this one. */
    public UserFacts movedTo(Instant other) {
        return new UserFacts(model, segmentation, snapshots, derived, other);
    }

    /**
     * One user.
     *
     * @param history his history; where the day of {@code asOf} holds later events the caller has replaced that day
     * @param before his segments at the last evaluation
     * @param onLists keys of the lists that he is on
     */
    public Seen see(String userId, Timeline history, SegmentState before, Set<String> onLists) {
        FactBuilder builder = model.vocabulary().user().builder();
        snapshots.read(history, asOf, builder);
        derivations.apply(builder);
        builder.texts(lists, onLists);
        SegmentState segments = segmentation.assign(builder, before, asOf);
        last = builder;
        return new Seen(builder.user(userId), segments);
    }

    /** Finds when what rules see of a user changes with nothing happening to him, for {@link #nextChange}. */
    public NextChange changes(TimeDependence dependence) {
        return new NextChange(model.vocabulary(), snapshots, dependence);
    }

    /** When what was seen of the last user changes next with nothing happening to him; empty if it never does. */
    public Optional<Instant> nextChange(NextChange changes) {
        return changes.after(asOf, Objects.requireNonNull(last, "no user was seen yet"));
    }
}
