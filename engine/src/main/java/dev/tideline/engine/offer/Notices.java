package dev.tideline.engine.offer;

import dev.tideline.engine.database.Transaction;
import java.time.Instant;

/** Where notices of what happens to offers go, to be sent after the commit. */
public interface Notices {

    /**
     * Takes a notice in the caller's transaction.
     *
     * @param type {@code offer.made}, {@code offer.accepted} …
     * @param offer as it stands now
     */
    void tell(Transaction transaction, String type, Offer offer, Instant at);
}
