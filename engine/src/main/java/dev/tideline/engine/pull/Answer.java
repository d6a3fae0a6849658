package dev.tideline.engine.pull;

import dev.tideline.engine.offer.Offer;
import dev.tideline.engine.offer.Proposal;
import dev.tideline.engine.offer.life.OfferState;
import dev.tideline.engine.placement.Placement;
import dev.tideline.engine.pull.choice.Chosen;
import dev.tideline.engine.pull.choice.Other;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The answer to one call.
 *
 * @param userId the account
 * @param placement where offers are to be shown
 * @param status what to do
 * @param offers offers to show, best first; only a decision has them
 * @param proposals what a decision would offer now, best first; only a preview has them
 * @param waiting what a decision would make wait for a person's release; only a preview has it
 * @param control decisions that take a place for a held-out person; show nothing in it
 * @param others the other candidates of the account, with why they lost; empty if earlier offers still stand
 * @param at the instant of evaluation
 */
public record Answer(
        String userId,
        Placement placement,
        Status status,
        List<Offer> offers,
        List<Proposal> proposals,
        List<Proposal> waiting,
        List<Control> control,
        List<Other> others,
        Instant at) {

    /** What the product does. */
    public enum Status {
        /** Show the offers. */
        OFFERED,
        /** Show what users see who are offered nothing: the person is held out. */
        CONTROL,
        /** Show nothing yet: what there is to offer waits for a person's release. */
        PENDING,
        /** There is nothing to offer. */
        NOTHING,
        /** No decision was made in time: show the placement's fallback. */
        FALLBACK
    }

    /**
     * A held-out person's place.
     *
     * @param decision its decision
     * @param playbook key of the playbook that would have offered
     */
    public record Control(UUID decision, String playbook) {}

    public Answer {
        Objects.requireNonNull(status, "status");
        offers = List.copyOf(offers);
        proposals = List.copyOf(proposals);
        waiting = List.copyOf(waiting);
        control = List.copyOf(control);
        others = List.copyOf(others);
    }

    /** Everything that a decision would offer now, at once or after a release. */
    public List<Proposal> proposed() {
        return Stream.concat(proposals.stream(), waiting.stream()).toList();
    }

    /** No decision was made in time. */
    public static Answer fallback(Ask ask, Instant at) {
        return empty(ask, Status.FALLBACK, at);
    }

    /** No rule fits that could show something. */
    static Answer nothing(Ask ask, Instant at) {
        return empty(ask, Status.NOTHING, at);
    }

    private static Answer empty(Ask ask, Status status, Instant at) {
        return new Answer(
                ask.userId(), ask.placement(), status, List.of(), List.of(), List.of(), List.of(), List.of(), at);
    }

    /** Offers that were made or stand, those of held-out persons too. */
    static Answer of(Ask ask, List<Offer> made, List<Other> others, Instant at) {
        List<Offer> shown = made.stream()
                .filter(offer -> offer.state() != OfferState.HELD_OUT && offer.state() != OfferState.PENDING)
                .toList();
        boolean pending = made.stream().anyMatch(offer -> offer.state() == OfferState.PENDING);
        List<Control> control = made.stream()
                .filter(offer -> offer.state() == OfferState.HELD_OUT)
                .map(offer -> new Control(offer.decision(), offer.proposal().playbook()))
                .toList();
        Status status = status(!shown.isEmpty(), pending, !control.isEmpty());
        return new Answer(ask.userId(), ask.placement(), status, shown, List.of(), List.of(), control, others, at);
    }

    /** What a decision would choose now. */
    static Answer preview(Ask ask, List<Chosen> chosen, List<Other> others, Instant at) {
        Map<Boolean, List<Proposal>> proposals = chosen.stream()
                .filter(one -> !one.ghost())
                .collect(Collectors.partitioningBy(
                        Chosen::waits, Collectors.mapping(Chosen::proposal, Collectors.toList())));
        List<Proposal> shown = Objects.requireNonNull(proposals.get(false));
        List<Proposal> waiting = Objects.requireNonNull(proposals.get(true));
        Status status = status(!shown.isEmpty(), !waiting.isEmpty(), !chosen.isEmpty());
        return new Answer(ask.userId(), ask.placement(), status, List.of(), shown, waiting, List.of(), others, at);
    }

    private static Status status(boolean offered, boolean pending, boolean control) {
        if (offered) {
            return Status.OFFERED;
        }
        return pending ? Status.PENDING : control ? Status.CONTROL : Status.NOTHING;
    }
}
