package dev.tideline.engine.users;

import dev.tideline.engine.database.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
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

    /** These accounts. */
    void eachUser(Transaction transaction, Collection<Long> userNos, Consumer<StoredUser> consumer);

    /**
     * The persons with an account that changed in {@code [since, before)}, in ascending order.
     *
     * @param since a transaction id ({@code xid8})
     * @param before a transaction id ({@code xid8})
     */
    List<Long> changedPersons(Transaction transaction, long since, long before);

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

    /** Events of one account in {@code [from, to)}, by time. */
    Flux<StoredEvent> events(long userNo, Instant from, Instant to);

    /** Numbers of the accounts on a list, of the persons from {@code first} to {@code last}; empty for an unknown list. */
    Set<Long> onList(Transaction transaction, String listKey, long first, long last);

    /** The keys of the lists that hold the user, in order. */
    Flux<String> listsOf(String userId);

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
