package dev.tideline.engine.decision;

import dev.tideline.engine.database.Transaction;
import java.util.List;

/** Where granted touches and tasks go, to be sent after the commit. */
public interface Outbox {

    /**
     * Takes messages in the caller's transaction, by COPY if there are many. A message whose id it has already is left
     * out.
     */
    void enqueue(Transaction transaction, List<TouchMessage> messages);
}
