package dev.tideline.api.decisions;

import dev.tideline.api.http.Blocking;
import dev.tideline.api.http.DecisionIds;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.security.Caller;
import dev.tideline.engine.offer.Asked;
import dev.tideline.engine.offer.Offer;
import dev.tideline.engine.offer.Turned;
import dev.tideline.engine.offer.life.OfferState;
import dev.tideline.engine.offer.life.Turn;
import dev.tideline.engine.placement.Placement;
import dev.tideline.engine.placement.Placements;
import dev.tideline.engine.pull.Answer;
import dev.tideline.engine.pull.Ask;
import dev.tideline.engine.risk.Clearance;
import dev.tideline.rules.problem.Wording;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one way to offers over HTTP: decides for one user now, and turns what he was offered. Thread-safe. */
@Component
public final class OfferDesk {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Sides sides;
    private final Placements placements;
    private final Clock clock;

    OfferDesk(Sides sides, Placements placements, Clock clock) {
        this.sides = sides;
        this.placements = placements;
        this.clock = clock;
    }

    /**
     * What a screen asks, checked against its placement.
     *
     * @param context fits the placement's JSON Schema; null tells nothing
     * @throws ProblemException if there is no such placement, or the context does not fit
     */
    public Ask ask(String userId, @Nullable String key, @Nullable JsonNode context) {
        Placement placement = placements
                .named(String.valueOf(key))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_CONTENT,
                        "There is no placement '" + key + "'; there are "
                                + placements.byKey().keySet()));
        JsonNode told = context == null || context.isNull() ? JSON.createObjectNode() : context;
        List<String> problems = placement.context().problems(told);
        if (!problems.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_CONTENT, String.join("; ", problems));
        }
        return new Ask(userId, placement, told.toString());
    }

    /** What a decision would offer now; nothing is written. A problem if there is no such user. */
    public Mono<Answer> preview(Ask ask, Caller caller) {
        return known(ask, sides.of(caller).pulls().preview(ask));
    }

    /** What there is to show now, in the order of the asks: offers that stand, else previews. Nothing is written. */
    public Mono<List<Answer>> look(List<Ask> asks, Caller caller) {
        return sides.of(caller)
                .pulls()
                .look(asks)
                .map(found -> found.stream().flatMap(Optional::stream).toList());
    }

    /**
     * The offers that stand, or new ones, decided and reserved now; the fallback if the claim has not begun in time. A claim
     * that has begun is waited for. A problem if there is no such user.
     */
    public Mono<Answer> decide(Ask ask, Caller caller) {
        return known(ask, Mono.defer(() -> sides.of(caller).pulls().decide(ask)));
    }

    private static Mono<Answer> known(Ask ask, Mono<Optional<Answer>> answer) {
        return answer.flatMap(Mono::justOrEmpty)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(Wording.of("user"), ask.userId())));
    }

    /**
     * The offer after a turn; asking again is harmless. A problem if there is none, or its state does not allow it. For a
     * caller who acts for one user there are that user's offers and no others.
     */
    public Mono<Offer> turn(String decision, Turn turn, Caller caller) {
        return turn(Asked.to(DecisionIds.of(decision), turn, clock.instant()), caller);
    }

    /**
     * The offer, redeemed with what was earned. A problem if an amount cannot be, or the offer cannot be redeemed.
     *
     * @param earned decimals as texts in the assets of the grants, by incentive; of those that it does not name, all
     */
    Mono<Offer> redeem(String decision, Map<String, String> earned, Caller caller) {
        return turn(
                Asked.to(DecisionIds.of(decision), Turn.REDEEM, clock.instant()).earning(earned), caller);
    }

    private Mono<Offer> turn(Asked asked, Caller caller) {
        Asked own = asked.by(caller.user().orElse(null));
        return turn(sides.of(caller), own).map(turned -> answer(own, turned));
    }

    /** What came of it; risk is asked before grants are reserved with an accept. */
    static Mono<Turned> turn(Sides.Side side, Asked asked) {
        Mono<Asked> cleared =
                asked.turn() == Turn.ACCEPT && side.clearing().asks() ? cleared(side, asked) : Mono.just(asked);
        return cleared.flatMap(ready -> Blocking.call(() -> side.offers().turn(ready)));
    }

    /** Whom the offer is not for asks about nothing, and will be told that there is none. */
    private static Mono<Asked> cleared(Sides.Side side, Asked asked) {
        return Blocking.call(() -> side.offers().find(asked.decision()).filter(asked::knows))
                .flatMap(found -> found.map(side.clearing()::of).orElse(Mono.just(Clearance.ofNothing())))
                .map(asked::under);
    }

    /** The offer, also where an accept has to wait for a person's release; else a problem. */
    static Offer answer(Asked asked, Turned turned) {
        if (asked.turn() == Turn.ACCEPT
                && turned instanceof Turned.Declined declined
                && declined.offer().state() == OfferState.PENDING) {
            return declined.offer();
        }
        if (turned instanceof Turned.Refused refused && asked.turn() == Turn.ACCEPT && waits(refused.offer())) {
            return refused.offer();
        }
        return offer(asked, turned);
    }

    /** Whether it may be waiting because it was accepted. */
    private static boolean waits(Offer offer) {
        return offer.state() == OfferState.PENDING && offer.reservesWith(Turn.ACCEPT);
    }

    private static Offer offer(Asked asked, Turned turned) {
        if (turned instanceof Turned.Done done) {
            return done.offer();
        }
        if (turned instanceof Turned.Already already) {
            return already.offer();
        }
        if (turned instanceof Turned.Refused refused) {
            throw refusal(refused);
        }
        if (turned instanceof Turned.Declined declined) {
            throw declined(declined, asked.userId() != null);
        }
        if (turned instanceof Turned.Unfit unfit) {
            throw new ProblemException(ProblemType.INVALID_CONTENT, unfit.why());
        }
        throw ProblemException.notFound(Wording.of("offer"), asked.decision().toString());
    }

    private static ProblemException refusal(Turned.Refused refused) {
        List<String> possible = refused.possible().stream().map(Turn::verb).toList();
        String then = possible.isEmpty() ? "nothing" : String.join(", ", possible);
        return ProblemException.state(
                refused.why() + " Possible now: " + then + ".",
                refused.offer().state().name(),
                possible);
    }

    private static ProblemException declined(Turned.Declined declined, boolean toUser) {
        OfferState state = declined.offer().state();
        List<String> possible = Turn.possible(state).stream().map(Turn::verb).toList();
        return toUser
                ? ProblemException.state(declined.plainly(), state.name(), possible)
                : ProblemException.declined(
                        declined.why(), state.name(), possible, declined.reason(), declined.values());
    }
}
