package dev.tideline.engine.offer;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.store.PostgresLedger;
import dev.tideline.engine.offer.life.OfferState;
import dev.tideline.engine.offer.life.Turn;
import dev.tideline.engine.offer.life.Turning;
import dev.tideline.rules.incentives.Incentives;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Offers and what happens to them, in PostgreSQL. Every turn moves the offer's grants and tells of it in one transaction.
 * Blocking; thread-safe.
 */
public final class Offers {

    private static final int TRIES = 5;

    private final Database database;
    private final Notices notices;
    private final OfferGrants grants;

    public Offers(Database database, Notices notices, Incentives catalogue) {
        this.database = database;
        this.notices = notices;
        this.grants = new OfferGrants(catalogue);
    }

    /**
     * An offer to be made.
     *
     * @param context what the product told about the moment, as JSON
     */
    public record New(Offer offer, String context) {}

    /** The offers that these accounts have for any placement at an instant, best first; those of held-out persons too. */
    public List<Offer> standing(Transaction transaction, Collection<Long> userNos, Instant at) {
        return new OfferRows(transaction).standing(userNos, at);
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

    /** Asks an offer to turn. Asking again is harmless. */
    public Turned turn(UUID decision, Turn turn, Instant at) {
        return turn(decision, new Asked(turn, null, at), offer -> true);
    }

    /**
     * Redeems an offer of one incentive, of which so much was earned; the rest is free again. Asking again with the same
     * amount is harmless.
     *
     * @param earned a decimal as text, in the grant's asset
     */
    public Turned redeem(UUID decision, String earned, Instant at) {
        return turn(decision, new Asked(Turn.REDEEM, earned, at), offer -> true);
    }

    /** Asks an offer to turn for a user who knows of no offers but his own. */
    public Turned turn(UUID decision, Turn turn, Instant at, String userId) {
        return turn(decision, new Asked(turn, null, at), offer -> offer.userId().equals(userId));
    }

    private record Asked(Turn turn, @Nullable String earned, Instant at) {}

    private Turned turn(UUID decision, Asked asked, Predicate<Offer> known) {
        for (int tried = 1; ; tried++) {
            try {
                return database.inTransaction(transaction -> new OfferRows(transaction)
                        .lock(decision)
                        .filter(known)
                        .<Turned>map(offer -> turned(transaction, offer, asked))
                        .orElseGet(Turned.Unknown::new));
            } catch (GrantRefusal e) {
                return e.turned();
            } catch (DatabaseException e) {
                if (!e.worthRetrying() || tried == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Lets offers end whose time is over, the oldest first. Returns how many. */
    public int expireDue(Instant at, int most) {
        return database.inTransaction(transaction -> {
            List<Offer> due = new OfferRows(transaction).lockDue(at, most);
            due.forEach(offer -> turned(transaction, offer, new Asked(Turn.EXPIRE, null, at)));
            return due.size();
        });
    }

    private Turned turned(Transaction transaction, Offer offer, Asked asked) {
        Turn turn = asked.turn();
        Instant at = asked.at();
        Turning turning = turn.of(offer.state());
        if (turning instanceof Turning.Goes goes) {
            return late(offer, turn, at)
                    ? refused(offer, "The offer ended at " + offer.endsAt() + ". Try a new decision.", at)
                    : go(transaction, offer, asked, goes.to());
        }
        if (turning instanceof Turning.Forbidden forbidden) {
            return refused(offer, forbidden.why(), at);
        }
        if (asked.earned() != null) {
            move(transaction, offer, asked); // refused if another amount was posted
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

    private Turned go(Transaction transaction, Offer offer, Asked asked, OfferState to) {
        move(transaction, offer, asked);
        Offer now = offer.in(to);
        new OfferRows(transaction).turn(now, asked.at());
        notices.tell(transaction, asked.turn().notice(), List.of(now), asked.at());
        return new Turned.Done(now);
    }

    private void move(Transaction transaction, Offer offer, Asked asked) {
        PostgresLedger ledger = new PostgresLedger(transaction);
        if (asked.earned() == null) {
            grants.move(ledger, offer, asked.turn(), asked.at());
        } else {
            grants.earn(ledger, offer, asked.earned(), asked.at());
        }
    }
}
