package dev.tideline.engine.users;

import dev.tideline.engine.database.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * Reads users. Methods with a {@link Transaction} read in bulk on the calling thread and hand users over one at a time,
 * by person and then by account number; those that return publishers serve requests. The consumer must not use the
 * transaction while it is being fed.
 */
public interface UserStore {

    /** All accounts of the persons from {@code first} to {@code last}, both included. */
    void eachOfPersons(Transaction transaction, long first, long last, Consumer<StoredUser> consumer);

    /** All accounts of these persons. */
    void eachOfPersons(Transaction transaction, Collection<Long> persons, Consumer<StoredUser> consumer);

    /** All accounts of the persons whom accounts of these ids belong to; quicker than the others for few persons. */
    void eachAround(Transaction transaction, Collection<String> userIds, Consumer<StoredUser> consumer);

    /** The user with this id. */
    Optional<StoredUser> find(Transaction transaction, String userId);

    /** The user with this id, or nothing. */
    Mono<StoredUser> find(String userId);

    /** Events of these accounts in {@code [from, to)}, by account, then time. */
    void eachEvent(
            Transaction transaction,
            Collection<Long> userNos,
            Instant from,
            Instant to,
            Consumer<StoredEvent> consumer);

    /** The watermark of every source that has brought something, by name. */
    List<Watermark> watermarks(Transaction transaction);

    /**
     * How far a source has told its story.
     *
     * @param source name of the source
     * @param at the latest instant that it has told of
     */
    record Watermark(String source, Instant at) {}
}
