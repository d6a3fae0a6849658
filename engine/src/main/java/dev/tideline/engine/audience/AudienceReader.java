package dev.tideline.engine.audience;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads audiences for requests. Every read is one statement: nothing holds a transaction between two pages. A cursor
 * that another list, audience or include gave ends in an {@link IllegalArgumentException} as an error signal.
 */
public interface AudienceReader {

    /** All audiences by key. */
    Flux<Audience> all();

    /** Whether there is an audience of this key. */
    Mono<Boolean> exists(String key);

    /** Who of an audience is wanted. */
    enum Include {
        /** Those whom marketing may contact. */
        CONTACTABLE,
        /** Also control, holdout and those who wait for a review. */
        WITHHELD
    }

    /**
     * Members in order of account and rule.
     *
     * @param cursor {@link Page#next} of the page before; null for the first
     * @param limit most rows of the page, 1 to 1,000
     * @param asOf instant for which language and time zone are read
     */
    Mono<Page<Member>> members(String key, Include include, @Nullable String cursor, int limit, Instant asOf);

    /** All members, read page by page as they are asked for. */
    Flux<Member> stream(String key, Include include, Instant asOf);

    /**
     * Who entered and who left since the cursor, in the order of the transactions. Only what lies below the oldest open
     * transaction is told: a change is never missed because a later one was committed first.
     *
     * @param cursor {@link Page#next} of the page before, or {@link #present}; null for all that is kept
     * @param limit most rows of the page, 1 to 1,000
     * @return a page whose next cursor is never null
     */
    Mono<Page<MemberChange>> changes(String key, Include include, @Nullable String cursor, int limit);

    /** The cursor of {@link #changes} for everything from now on; take it before the members are read. */
    Mono<String> present(String key, Include include);

    /**
     * One page.
     *
     * @param items its rows
     * @param next cursor of the next page; null after the last
     */
    record Page<T>(List<T> items, @Nullable String next) {
        public Page {
            items = List.copyOf(items);
        }
    }
}
