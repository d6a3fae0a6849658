package dev.tideline.engine.offer;

import dev.tideline.engine.database.Transaction;
import java.time.Instant;
import java.util.List;

/** Where notices of what happens to offers go, to be sent after the commit. */
public interface Notices {

    /** Type of the notice that something of an offer's grants came back; the offer stands. */
    String REFUNDED = "offer.refunded";

    /**
     * Takes a notice for each offer in the caller's transaction.
     *
     * @param type {@link #REFUNDED}, {@code offer.made}, {@code offer.accepted} …
     * @param offers as they stand now
     */
    void tell(Transaction transaction, String type, List<Offer> offers, Instant at);
}
