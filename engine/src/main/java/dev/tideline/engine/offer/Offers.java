package dev.tideline.engine.offer;

import dev.tideline.engine.arbitration.budget.Reply;
import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.promise.Gates;
import dev.tideline.engine.evaluation.promise.Promise;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.store.PostgresLedger;
import dev.tideline.engine.offer.life.OfferState;
import dev.tideline.engine.offer.life.Turn;
import dev.tideline.engine.offer.life.Turning;
import dev.tideline.engine.risk.VerdictRows;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Offers and what happens to them, in PostgreSQL. Every turn moves the offer's grants and tells of it in one transaction.
 * Blocking; thread-safe.
 */
public final class Offers {

    private final Database database;
    private final Notices notices;
    private final OfferGrants grants;
    private final Gates gates;

    /**
     * Offers of this database.
     *
     * @param gates what is asked again before an offer is shown, claimed or paid
     */
    public Offers(Database database, Notices notices, EvaluationPolicy policy, Gates gates) {
        this.database = database;
        this.notices = notices;
        this.grants = new OfferGrants(policy);
        this.gates = gates;
    }

    /**
     * An offer to be made.
     *
     * @param context what the product told about the moment, as JSON
     */
    public record New(Offer offer, String context) {}

    /**
     * The offers that these accounts have for any placement at an instant, best first; those of held-out persons too. One that
     * might not be made any more is left out: it ends in its time, or stands again.
     */
    public List<Offer> standing(Transaction transaction, Collection<Long> userNos, Instant at) {
        List<Offer> standing = new OfferRows(transaction).standing(userNos, at);
        List<Promise> promises =
                standing.stream().map(offer -> offer.promise(false)).toList();
        Map<String, Refusal> barred = gates.barred(transaction, promises, Promise.Moment.CLAIM, at);
        return standing.stream()
                .filter(offer -> !barred.containsKey(offer.decision().toString()))
                .toList();
    }

    /** Keeps new offers in the caller's transaction, and tells of those whose persons are not held out. */
    public void make(Transaction transaction, List<New> made, Instant at) {
        new OfferRows(transaction).insert(made);
        tell(transaction, "offer.made", OfferState.OPEN, made, at);
        tell(transaction, "offer.pending", OfferState.PENDING, made, at);
    }

    private void tell(Transaction transaction, String type, OfferState state, List<New> made, Instant at) {
        List<Offer> those = made.stream()
                .map(New::offer)
                .filter(offer -> offer.state() == state)
                .toList();
        if (!those.isEmpty()) {
            notices.tell(transaction, type, those, at);
        }
    }

    /** An offer as it stands; empty if there is none. */
    public Optional<Offer> find(UUID decision) {
        return database.inTransaction(transaction -> new OfferRows(transaction).find(decision));
    }

    /** Asks an offer to turn where there is no risk service. Asking again is harmless. */
    public Turned turn(UUID decision, Turn turn, Instant at) {
        return turn(Asked.to(decision, turn, at));
    }

    /** Asks an offer to turn. Asking again is harmless. */
    public Turned turn(Asked asked) {
        try {
            return database.retrying(transaction -> new OfferRows(transaction)
                    .lock(asked.decision())
                    .filter(asked::knows)
                    .<Turned>map(offer -> turned(transaction, offer, asked))
                    .orElseGet(Turned.Unknown::new));
        } catch (GrantRefusal e) {
            return e.turned(asked.turn());
        }
    }

    /** Lets offers end whose time is over, the oldest first. Returns how many. */
    public int expireDue(Instant at, int most) {
        return database.inTransaction(transaction -> {
            List<Offer> due = new OfferRows(transaction).lockDue(at, most);
            due.forEach(offer -> turned(transaction, offer, Asked.to(offer.decision(), Turn.EXPIRE, at)));
            return due.size();
        });
    }

    /** Ends the offers of parts in a pool that a run has divided: with a share that is posted, or with none. */
    public void shared(Transaction transaction, Collection<GrantKey> posted, Collection<GrantKey> none, Instant at) {
        end(transaction, posted, Turn.SHARE, at);
        end(transaction, none, Turn.EXPIRE, at);
    }

    private void end(Transaction transaction, Collection<GrantKey> keys, Turn turn, Instant at) {
        if (!keys.isEmpty()) {
            new OfferRows(transaction)
                    .lockOf(keys.stream().map(GrantKey::text).toList())
                    .forEach(offer -> turned(transaction, offer, Asked.to(offer.decision(), turn, at)));
        }
    }

    private Turned turned(Transaction transaction, Offer offer, Asked asked) {
        Turn turn = asked.turn();
        Instant at = asked.at();
        Turning turning = turn.of(offer.state());
        if (turning instanceof Turning.Goes goes) {
            return late(offer, turn, at)
                    ? refused(offer, "The offer ended at " + offer.endsAt() + ". Try a new decision.", at)
                    : gated(transaction, offer, asked, goes.to());
        }
        if (turning instanceof Turning.Forbidden forbidden) {
            return refused(offer, forbidden.why(), at);
        }
        if (!asked.earned().isEmpty()) {
            grants.earn(new PostgresLedger(transaction), offer, asked); // refused if another amount was posted
        }
        return new Turned.Already(offer);
    }

    private static boolean late(Offer offer, Turn turn, Instant at) {
        return !turn.isLateToo() && !at.isBefore(offer.endsAt());
    }

    private static Turned refused(Offer offer, String why, Instant at) {
        return new Turned.Refused(
                offer,
                why,
                Turn.possible(offer.state()).stream()
                        .filter(turn -> !late(offer, turn, at))
                        .toList());
    }

    /** Whoever would not be offered it now can neither claim it nor be paid; what would keep him from it may pass. */
    private Turned gated(Transaction transaction, Offer offer, Asked asked, OfferState to) {
        List<Promise> promises = List.of(offer.promise(asked.turn() == Turn.RELEASE));
        Optional<Refusal> barred = asked.turn()
                .asks()
                .flatMap(moment -> gates.barred(transaction, promises, moment, asked.at()).values().stream()
                        .findFirst());
        return barred.isPresent()
                ? new Turned.Declined(offer, barred.get().reason(), barred.get().values())
                : go(transaction, offer, asked, to);
    }

    private Turned go(Transaction transaction, Offer offer, Asked asked, OfferState to) {
        Instant at = asked.at();
        if (asked.turn() == Turn.ACCEPT && offer.reservesWith(Turn.ACCEPT)) {
            new VerdictRows(transaction).add(asked.clearance(), offer.userNo(), offer.placement(), at);
        }
        Offer turning = asked.turn() == Turn.ACCEPT ? grants.claimed(offer, at) : offer;
        Reply reply = grants.move(transaction, turning, asked);
        if (reply instanceof Reply.Refused no) {
            return new Turned.Declined(
                    offer, no.refusal().reason(), no.refusal().values());
        }
        if (reply instanceof Reply.Held held) {
            Offer waits = offer.held(held.reason());
            keep(transaction, waits, "offer.pending", at);
            return new Turned.Declined(waits, held.reason(), held.values());
        }
        if (to == OfferState.VOID || to == OfferState.EXPIRED) {
            new OfferRows(transaction).forgetContacts(offer);
        }
        Offer now = (asked.turn() == Turn.RELEASE ? offer.freed() : turning).in(to);
        keep(transaction, now, asked.turn().notice(), at);
        return new Turned.Done(now);
    }

    private void keep(Transaction transaction, Offer offer, String notice, Instant at) {
        new OfferRows(transaction).turn(offer, at);
        notices.tell(transaction, notice, List.of(offer), at);
    }
}
